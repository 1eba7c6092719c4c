"""A noun without a plural is made plural, counted, or given “a”.

What is a count noun in the source (“informations”, “Möbel”, “consejos”) is not one in English.

    Faulty: Police seek informations. She gave one advice. They promise a special help.

    Instead: Police seek information. She gave one piece of advice. They promise special help.

Nouns whose plural or whose “a” has its own use (“works”, “damages”, “a knowledge of”) are left to
the rule packs. Missed: “a” before a noun that is the first of a compound or of a list.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.phrases import ends_phrase
from mtreview.detectors.wording import capital_like, is_number
from mtreview.model import Severity
from mtreview.tokens import Reading

_PLURALS = {
    f"{noun}s": noun
    for noun in """
    advice aircraft ammunition applause baggage cattle chaos clothing corruption equipment feedback
    firewood footage furniture garbage hardware harassment headgear homework housework
    infighting information knowledge livestock luggage malware manpower merchandise nonsense
    offspring personnel rubbish software traffic unemployment unrest vandalism violence weaponry
    wildlife
    """.split()
} | {"jewelries": "jewelry", "jewelleries": "jewellery", "legislations": "legislation"}
_AMOUNTS = frozenset("any enough further more new no some sufficient".split())
_GIVEN = frozenset(
    "additional concrete direct economic emergency european extra financial humanitarian immediate "
    "legal material medical military possible psychological public social special state "
    "urgent".split()
)
_FRAMED = {  # plurals that are wrong after these words alone
    "aids": ("aid", _GIVEN - {"legal", "military", "medical"}),
    "helps": ("help", _GIVEN),
    "transports": ("transport", frozenset(("public",))),
    "evidences": ("evidence", (_AMOUNTS - {"some", "further"}) | {"many", "several"}),
    "researches": ("research", _AMOUNTS | {"many", "recent", "several"}),
    "staffs": ("staff", frozenset(("medical", "nursing", "teaching"))),
    "progresses": ("progress", frozenset("big great important significant".split())),
}
_PIECES = frozenset(
    "advice baggage equipment evidence furniture homework information legislation luggage "
    "machinery news software".split()
)
_OTHERS = frozenset(
    "aid damage feedback fun garbage health help luck progress research unemployment "
    "weather".split()
)
# "A" stands before these with some adjectives only: "a further progress" is old, not wrong.
_NARROW = {
    "aid": _GIVEN - {"legal", "material", "public", "medical", "direct", "extra", "possible"},
    "help": _GIVEN,
    "progress": frozenset("big important good significant".split()),
    "evidence": frozenset("important new concrete clear".split()),
    "damage": frozenset("big considerable enormous great important material serious".split()),
    "fun": frozenset("big good great".split()),
    "health": frozenset("bad excellent good poor strong".split()),
    "luck": frozenset("bad big good great incredible".split()),
    "weather": frozenset("bad beautiful cold fine good hot nice terrible".split()),
    "news": frozenset("bad excellent good great important new sad terrible wonderful".split()),
}
_MANY = {
    "many": "much",
    "numerous": "much",
    "few": "little",
    "several": "some",
    "various": "various pieces of",
    "these": "this",
    "those": "that",
}
_ONE = frozenset("a an one another each every".split())
_LONGEST = 2  # adjectives
_MESSAGE = "“{0}” has no plural in English, and nothing that counts stands before it"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Look at the noun at `first`: its own form, and what stands before it."""
    start, last = reading.limits(first)
    word = reading.lower[first]
    noun = _PLURALS.get(word)
    if word in _FRAMED and first > start:
        known, frame = _FRAMED[word]
        noun = known if reading.lower[first - 1] in frame else None
    if noun and not reading.words[first].isupper():
        yield _plural(reading, first, start, noun)
    elif word in _PIECES or word in _OTHERS:
        yield from _counted(reading, first, start, last, word)


def _plural(reading: Reading, i: int, start: int, noun: str) -> Hit:
    before = reading.lower[i - 1] if i > start else ""
    if is_number(before) and before != "one":
        text = f"pieces of {noun}" if noun in _PIECES else noun
    elif before in _MANY:
        return _hit(reading, i - 1, i + 1, noun, (f"{_MANY[before]} {noun}", noun))
    else:
        text = noun
    return _hit(reading, i, i + 1, noun, (text,))


def _counted(reading: Reading, i: int, start: int, last: int, noun: str) -> Iterator[Hit]:
    """“one advice”, “an important information”, “many equipment”."""
    opens = i - 1
    while opens >= max(start, i - _LONGEST) and _is_adjective(reading, opens):
        opens -= 1
    if opens < start or not reading.words[i].islower() or not ends_phrase(reading, i + 1, last):
        return
    before, adjectives = reading.lower[opens], reading.quote(opens + 1, i + 1)
    piece = f"{reading.words[opens]} {reading.quote(opens + 1, i)}".strip() + f" piece of {noun}"
    narrow = _NARROW.get(noun)
    if before in ("a", "an"):
        listed = i + 1 < last and reading.words[i + 1] == "," and opens + 1 == i
        if listed or (narrow and reading.lower[i - 1] not in narrow):
            return
        best = adjectives if opens + 1 < i or noun not in _PIECES else f"a piece of {noun}"
        texts = (best, f"some {noun}" if best != adjectives else piece.replace("an ", "a ", 1))
        yield _hit(reading, opens, i + 1, noun, texts)
    elif noun in _PIECES and opens + 1 == i:
        if before in ("one", "another"):
            yield _hit(reading, opens, i + 1, noun, (piece, f"some {noun}"))
        elif before in ("two", "three", "four", "five", "six"):
            yield _hit(reading, opens, i + 1, noun, (f"{reading.words[opens]} pieces of {noun}",))
        elif before in _MANY and noun != "news":
            yield _hit(reading, opens, i + 1, noun, (f"{_MANY[before]} {noun}",))


def _is_adjective(reading: Reading, i: int) -> bool:
    word = reading.lower[i]
    plain = reading.tags[i] == "JJ" and word not in _MANY and word != "little"
    return plain or word in _GIVEN


def _hit(reading: Reading, first: int, last: int, noun: str, texts: tuple[str, ...]) -> Hit:
    old = reading.words[first]
    rewrites = tuple(capital_like(text, old) for text in texts)
    return Hit(_MESSAGE.format(noun), first, last, rewrites=rewrites)


DETECTOR = Detector(
    rule="uncountable-noun",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word form",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Words(frozenset(_PLURALS) | _FRAMED.keys() | _PIECES | _OTHERS, tags=True),
    find=find,
    flagged=(
        Flagged("Police are seeking ⟦informations⟧ about the theft.", "information"),
        Flagged("The clinic lacks modern ⟦equipments⟧.", "equipment"),
        Flagged("He was given ⟦many advices⟧ by his lawyer.", "much advice"),
        Flagged("She gave them ⟦one advice⟧: never to lend money.", "one piece of advice"),
        Flagged("He left the room without ⟦an advice⟧.", "a piece of advice"),
        Flagged("It is ⟦an important information⟧ for all drivers.", "important information"),
        Flagged("They sold ⟦two furniture⟧ to pay the rent.", "two pieces of furniture"),
        Flagged("The state has promised ⟦a special help⟧ for widows.", "special help"),
        Flagged("The farmers ask for immediate ⟦helps⟧.", "help"),
        Flagged("Fares on public ⟦transports⟧ went up.", "transport"),
        Flagged("⟦These equipment⟧ came from abroad.", "This equipment"),
        Flagged("There are no ⟦evidences⟧ against him.", "evidence"),
        Flagged("It was ⟦a beautiful weather⟧ for a walk.", "beautiful weather"),
        Flagged("Two men were hurt in the ⟦violences⟧.", "violence"),
    ),
    passing=(
        "An information desk and a news agency stood side by side.",
        "He wrote a research paper on an advice column.",
        "It helps to know that he aids the poor and evidences good taste.",
        "He was given a great deal of advice and no information.",
        "The army’s transports left; he was lost in transports of joy.",
        "There is an equipment failure, and many information systems stopped.",
        "Her visual aids and his kitchen helps were praised.",
        "It was a great help to a man with one hearing aid.",
        "This was one of many news stories; these research results matter.",
        "A research, design and planning team met.",
        "He made progress with one software engineer.",
    ),
    misses=(Missed("It was ⟦a progress⟧, a relief and a surprise."),),
)
