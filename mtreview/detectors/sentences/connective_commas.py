"""A connective inside a clause without its commas, or where English does not put one.

French “cependant”, German “jedoch”, Spanish “además” stand inside the clause without commas, and
“pese a que” is rendered word by word.

    Faulty: They got new flats, which however they refuse. Branches will for example open daily.
    Faulty: It besides has closed the library. It is nevertheless that it has won.
    Faulty: The talks and in spite of that both sides spoke for hours ended without a deal.

    Instead: They got new flats, which, however, they refuse. Branches will, for example, open ...
    Instead: It has also closed the library. Nevertheless, it has won.
    Instead: The talks, although both sides spoke for hours, ended without a deal.

“However hard”, “however it is done” and “besides him” pass. Missed: “however” after a verb, where
good writers too leave the commas out.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import full_phrase, opens_sentence, sentence_end
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import verb_tags
from mtreview.detectors.verbs.verb_group import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    capital_of,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” is set off with commas in English"
_MESSAGE_ALSO = "“besides” before a verb is “also” in English"
_MESSAGE_THAT = (
    "“it is {0} that” renders a connective of the source: English opens the clause with it"
)
_MESSAGE_ALTHOUGH = "“{0}” opens a clause: English sets it off with commas, without “and”"
_CONNECTIVES = frozenset("however nevertheless nonetheless moreover furthermore".split())
_SUBJECTS = frozenset("i he she it we they you the this these".split())
_FINITE = BE | HAVE | MODALS.keys()
_PHRASES = {
    ("for", "example"),
    ("for", "instance"),
    ("by", "contrast"),
    ("in", "addition"),
    ("on", "the", "contrary"),
    ("on", "the", "other", "hand"),
    ("among", "other", "things"),
    ("in", "other", "words"),
    ("in", "this", "context"),
    ("in", "this", "regard"),
    ("in", "this", "sense"),
    ("in", "my", "opinion"),
    ("in", "his", "opinion"),
    ("in", "her", "opinion"),
    ("on", "the", "one", "hand"),
    ("so", "to", "speak"),
    *(("for", whose, "part") for whose in ("its", "his", "her", "their", "our")),
    *(("on", whose, "side") for whose in ("its", "his", "her", "their")),
    ("as", "a", "consequence"),
}
_CONCESSIVE = (
    ("in", "spite", "of", "that"),
    ("despite", "that"),
    ("although",),
    ("even", "though"),
)
_TEMPORAL = frozenset("after because before since when while".split())
_PRONOUNS = frozenset("he she it they we who".split())
_FARTHEST = 24  # tokens of a clause that a sentence is divided by


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Sort the forms by their first word."""
    word = reading.lower[first]
    if word in _CONNECTIVES:
        yield from _connective(reading, first)
    elif word == "besides":
        yield from _besides(reading, first)
    elif word == "and":
        yield from _concessive(reading, first)
    else:
        yield from _phrase(reading, first)


def _connective(reading: Reading, first: int) -> Iterator[Hit]:
    """“which however they”, “without however saying”, “it is nevertheless that”."""
    before, after = word_at(reading, first - 1, first), word_at(reading, first + 1, first)
    word = reading.words[first]
    if before in BE and after == "that" and word_at(reading, first - 2, first) == "it":
        if opens_sentence(reading, first - 2):
            opening = capital_of(word, reading.words[first - 2])
            rewrites = (f"{opening},",)
            yield Hit(_MESSAGE_THAT.format(word), first - 2, first + 2, rewrites=rewrites)
        return
    relative = before in ("which", "who") and after in _SUBJECTS | _FINITE
    gerund = before == "without" and any(tag == "VBG" for _, tag in verb_tags(after or "."))
    if relative or gerund:
        kept = reading.words[first - 1]
        yield Hit(_MESSAGE.format(word), first - 1, first + 1, rewrites=(f"{kept}, {word},",))


def _phrase(reading: Reading, first: int) -> Iterator[Hit]:
    """“will for example open”: between an auxiliary and its verb."""
    before = word_at(reading, first - 1, first)
    if before not in MODALS.keys() | HAVE:
        return
    for phrase in _PHRASES:
        last = first + len(phrase)
        if tuple(reading.lower[first:last]) == phrase:
            word = word_at(reading, last, first)
            form = "VB" if before in MODALS else "VBN"
            if any(tag == form for _, tag in verb_tags(word or ".")) or word in ("be", "been"):
                old = reading.quote(first, last)
                rewrite = f"{reading.words[first - 1]}, {old},"
                yield Hit(_MESSAGE.format(old), first - 1, last, rewrites=(rewrite,))


def _besides(reading: Reading, first: int) -> Iterator[Hit]:
    """“it besides has closed”, “imposed him besides a fine”."""
    before, after = word_at(reading, first - 1, first), word_at(reading, first + 1, first)
    if before in _PRONOUNS and after in _FINITE - {"'ll"}:
        rewrite = f"{reading.words[first + 1]} also"
        yield Hit(_MESSAGE_ALSO, first, first + 2, rewrites=(rewrite,))
    elif before in ("him", "her", "them", "us") and after in DETERMINERS:
        verb = word_at(reading, first - 2, first)
        if any(tag == "VBD" for _, tag in verb_tags(verb or ".")):
            rewrite = f"also {reading.quote(first - 2, first)}"
            yield Hit(_MESSAGE_ALSO, first - 2, first + 1, rewrites=(rewrite,))


def _concessive(reading: Reading, first: int) -> Iterator[Hit]:
    """“The talks and in spite of that both sides spoke for hours ended”."""
    conjunction = word_at(reading, first + 1, first)
    opens = conjunction in _TEMPORAL and word_at(reading, first + 2, first) in _PRONOUNS
    phrase = (
        (conjunction,)
        if opens
        else next(
            (p for p in _CONCESSIVE if tuple(reading.lower[first + 1 : first + 1 + len(p)]) == p),
            (),
        )
    )
    head = reading.limits(first)[0]
    if not phrase or full_phrase(reading, head, first) != first or first == head:
        return
    clause = first + 1 + len(phrase)
    last = min(sentence_end(reading, first), first + _FARTHEST)
    finite = [i for i in range(clause, last) if _is_finite(reading, i)]
    if len(finite) == 2 and finite[0] > clause and "," not in reading.words[clause : finite[1]]:
        said = reading.quote(first, clause)
        instead = conjunction if opens else "although"
        rewrite = f"{reading.words[first - 1]}, {instead} {reading.quote(clause, finite[1])},"
        yield Hit(_MESSAGE_ALTHOUGH.format(said), first - 1, finite[1], rewrites=(rewrite,))


def _is_finite(reading: Reading, i: int) -> bool:
    """Tell whether a finite verb stands at token i; a past tense may be tagged as a participle."""
    if reading.tags[i] == "VBN":
        past = any(tag == "VBD" for _, tag in verb_tags(reading.lower[i]))
        return past and reading.tags[i - 1] in ("NN", "NNS", "NNP")
    return reading.tags[i] in ("VBD", "VBZ", "VBP", "MD")


DETECTOR = Detector(
    rule="connective-without-commas",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.8,
    watch=(
        Words(_CONNECTIVES, after=BE | {"which", "who", "without"}),
        Words(frozenset({"besides"}), after=_PRONOUNS | {"him", "her", "them", "us"}),
        Words(
            frozenset({"and"}), tags=True, then=_TEMPORAL | {"in", "despite", "although", "even"}
        ),
        Words(frozenset("for by in on among so as".split()), after=HAVE | MODALS.keys()),
    ),
    find=find,
    flagged=(
        Flagged("They got flats, ⟦which however⟧ they refuse to see.", "which, however,"),
        Flagged("He spoke of fraud ⟦without however⟧ naming anyone.", "without, however,"),
        Flagged("It lost its coach. ⟦It is nevertheless that⟧ it has won.", "Nevertheless,"),
        Flagged("Branches ⟦will for example⟧ open twice a week.", "will, for example,"),
        Flagged("The city cut the grant, and it ⟦besides has⟧ closed the pool.", "has also"),
        Flagged("The court ⟦imposed him besides⟧ a fine.", "also imposed him"),
        Flagged(
            "The ⟦talks and in spite of that both sides spoke for hours⟧ ended without a deal.",
            "talks, although both sides spoke for hours,",
        ),
        Flagged(
            "The ⟦minister and after he visited the camp⟧ left for Rome.",
            "minister, after he visited the camp,",
        ),
    ),
    passing=(
        "They got flats, which, however, they refuse. He went without, however, saying so.",
        "However hard they looked, they found none.",
        "He may do it however he likes. It was however cold.",
        "There was nobody besides him, and besides them a dog.",
        "Branches will, for example, open twice. He will for once be there.",
        "The men and in spite of that the dogs too were tired.",
        "It is moreover true that he lied.",
        "She sang, and although it was late, we stayed.",
    ),
    misses=(Missed("The club has ⟦however⟧ not paid the players."),),
)
