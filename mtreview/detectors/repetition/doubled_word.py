"""A word stands twice in a row.

A translation engine that loses its place writes a word again, and so does a slip in editing.

    Faulty: a cloud of smoke over the the town
    Faulty: a new wire delivery delivery system

    Instead: a cloud of smoke over the town
    Instead: a new wire delivery system

Words that good English doubles pass: "had had", "that that", "very very", "bye bye", a particle
before its preposition ("it took in in taxes"), "what it is is". So do names ("Wagga Wagga"), the
Latin of species ("lynx lynx"), slips that the text cites (‘the the’, “sic”) and words in capitals,
unless they come four times or more. A title
stands once before a name ("Minister Minister"), as does a given name, and a family name once behind
the other ("Jana Kowalczyk Kowalczyk"), but in Spain and where the source has it twice. Missed:
doubled short adjectives and adverbs, which may be meant.
"""

from collections.abc import Iterator
from itertools import compress
from operator import eq

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.lexicon import is_word, parts_of_speech, verb_tags
from mtreview.detectors.names.persons import men, women
from mtreview.detectors.names.spelling_of_names import plain
from mtreview.detectors.repetition.cut_off import is_cut_off
from mtreview.model import Severity
from mtreview.tokens import Reading

# Never rightly said twice.
_NEVER = frozenset(
    "a about an and at because been but can could during from has have he i if into its may might "
    "must my of or our she should than the their these they this those through until we which "
    "while will with without would your".split()
)
# A particle may stand before the preposition: it took in in taxes.
_PARTICLES = frozenset("as for in on to".split())
# Verbs that take no particle: what stands twice after them is a fault.
_PLAIN_VERBS = frozenset(
    """
    appear appeared appears arrive arrived arrives believe believed believes belong belonged
    belongs born consist consisted consists depend depended depends die died dies exist existed
    exists found happen happened happens held invest invested invests killed listen listened
    listens live lived lives located meet meets met occur occurred occurs participate participated
    participates published rely relied relies remain remained remains reside resided resides
    respond responded responds result resulted results situated specialise specialised specialises
    specialize specialized specializes succeed succeeded succeeds travel traveled travelled
    travels wait waited waits
    """.split()
)
# Verbs that "to" and an infinitive follow, and never "to" alone as a particle.
_WANTING = frozenset(
    """
    attempt attempted attempting attempts decide decided decides decline declined declines fail
    failed failing fails hesitate hesitated hesitates hope hoped hopes hoping intend intended
    intends manage managed manages plan planned planning plans prepare prepared prepares promised
    refuse refused refuses refusing seek seeking seeks sought threatened tried tries try trying
    want wanted wanting wants wish wished wishes able unable
    """.split()
)
_TITLES = frozenset(
    """
    admiral ambassador archbishop bishop cardinal chancellor colonel commissioner councillor dr.
    general governor judge king lieutenant mayor minister miss mr mr. mrs mrs. ms ms. pope premier
    president prime prince princess prof. professor queen secretary senator sergeant sheikh
    """.split()
)
# Family names that one person may have twice, from both parents: García García.
_FAMILY_ENDINGS = ("ez", "ía", "ero", "os", "as", "in", "ang", "ng", "ung", "o", "a")
_LEAST_NAME = 6
_BE = frozenset("are be is was were".split())
_SUBJECTS = frozenset(
    "all he how i it mine one she that there these they this those we what whatever where which "
    "who whoever you".split()
)
_MEANT = frozenset(
    "always aye blah bang bye cheep choo chop dear done drip extra five fine four girly goody hear "
    "hello here honey hubba hundred hurrah knock later least less little long many million more "
    "much never night often okay one other please pretty quack quick quite really right same seven "
    "slowly some still super sweet there thousand three tick today twinkle under water where yeah "
    "years young thank great clear never ever again alright beep clang click clink crash cuckoo "
    "ditto doubly hurry later maybe mommy mummy daddy ouch rally rumba steady thump whoa yadda "
    "yada yummy chatter tweet whole first second".split()
)
_MARKS = frozenset("‘’“”\"'«»„`")
_LEAST_CONTENT = 5
_LEAST_ADJECTIVE = 9
_LOOP = 4
_SONG = 6


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look at every token that equals the one before it; a run of one word is one fault."""
    lower = reading.lower
    end = 0
    for i in compress(range(len(lower)), map(eq, lower, lower[1:])):
        if i < end or not lower[i].isalpha():
            continue
        end = _run_end(reading, i)
        if end - i > 1 and _is_fault(reading, i, end - i) and not _is_cited(reading, i, end):
            word, loops = reading.words[i], end - i >= _LOOP
            yield Hit(
                f"“{word}” stands {'twice' if end - i == 2 else 'several times'} in a row",
                i,
                end,
                rewrites=(word,),
                safe=loops or (lower[i] in _NEVER and end - i == 2),
                severity=Severity.MAJOR if loops else None,
            )


def _run_end(reading: Reading, i: int) -> int:
    """The end of the run of one word that begins at i, with only spaces between."""
    word, last, end = reading.lower[i], reading.limits(i)[1], i + 1
    while (
        end < last
        and reading.lower[end] == word
        and reading.text[reading.ends[end - 1] : reading.starts[end]].isspace()
    ):
        end += 1
    if end < last and end - i >= _LOOP and is_cut_off(reading, end, word):
        end += 1
    return end


def _is_cited(reading: Reading, i: int, end: int) -> bool:
    """Whether a text speaks of the slip: ‘the the’ alone in quotation marks, or with “sic”."""
    first, last = reading.limits(i)
    quoted = i > first and end < last and reading.words[i - 1] in _MARKS
    return (quoted and reading.words[end] in _MARKS) or "sic" in reading.lower[end : end + 6]


def _is_fault(reading: Reading, i: int, times: int) -> bool:
    low = reading.lower[i]
    if times >= _SONG and len(low) > 1:
        return True
    second = reading.words[i + 1]
    if times == 2 and second[0].isupper() and _is_doubled_name(reading, i, low):
        return True
    if not second.islower() or (not reading.words[i][1:].islower() and len(low) > 1):
        return times >= _LOOP and len(low) >= _LEAST_CONTENT
    if low in _NEVER:
        return len(low) > 1 or reading.words[i] == low
    if low in _PARTICLES or low in _BE:
        return _is_function_fault(reading, i, low)
    if len(low) < _LEAST_CONTENT or low in _MEANT:
        return False
    return times >= _LOOP or _is_content_fault(reading, i, low)


def _is_doubled_name(reading: Reading, i: int, low: str) -> bool:
    """Whether a title stands twice before a name, or a family name behind another name.

    A source in the same letters tells whether a family name is double there.
    """
    first, last = reading.limits(i)
    word, source = reading.words[i], reading.segment(i).source or ""
    after = reading.words[i + 2] if i + 2 < last else ""
    if low in _TITLES:
        return after[:1].isupper() and word[0].isupper()
    given = reading.words[i - 1] if i > first else ""
    called = plain(low) in men() | women()
    if called and word in source:
        return f"{word} {word}" not in source
    if called and after[:1].isupper() and after.isalpha():
        return not given[:1].isupper() and after.lower() != low
    named = given[:1].isupper() and given.isalpha() and not is_word(given.lower())
    if not named or after[:1].isupper() or not word[1:].islower() or is_word(low):
        return False
    if word in source:
        return f"{word} {word}" not in source
    return len(low) >= _LEAST_NAME and not low.endswith(_FAMILY_ENDINGS)


def _is_function_fault(reading: Reading, i: int, low: str) -> bool:
    first = reading.limits(i)[0]
    before = reading.lower[max(first, i - 8) : i]
    if not before or not before[-1].isalpha():
        return False
    if low in _BE:
        return not _SUBJECTS & set(before)
    after = reading.lower[i + 2 : min(i + 8, reading.limits(i)[1])]
    if before[-1] in _PLAIN_VERBS or (low == "to" and before[-1] in _WANTING):
        return True
    return not verb_tags(before[-1]) and not (low == "as" and "as" in after)


def _is_content_fault(reading: Reading, i: int, low: str) -> bool:
    """Whether a noun, a verb or a long adjective is doubled outside of a name of a species."""
    if (
        i > reading.limits(i)[0]
        and reading.words[i - 1][0].isupper()
        and not is_word(reading.lower[i - 1])
    ):
        return False
    kinds = parts_of_speech(low)
    if kinds & {"NOUN", "VERB"} and "ADV" not in kinds:
        return True
    return bool(kinds) and len(low) >= _LEAST_ADJECTIVE


DETECTOR = Detector(
    rule="doubled-word",
    page=__doc__,
    category="Linguistic conventions/Grammar",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(),
    find=find,
    flagged=(
        Flagged("Smoke hung over ⟦the the⟧ town.", "the"),
        Flagged("⟦The the⟧ town is quiet.", "The"),
        Flagged("It is one ⟦of of⟧ many.", "of"),
        Flagged("The wire ⟦delivery delivery⟧ system failed.", "delivery"),
        Flagged("The art of the period ⟦is is⟧ inspired by war.", "is"),
        Flagged("Many towns ⟦in in⟧ Spain.", "in"),
        Flagged("The ⟦experimental experimental⟧ staff left.", "experimental"),
        Flagged("A freight ⟦train train train⟧ was blocked.", "train"),
        Flagged("It stood on a ⟦lofty lofty lofty lofty lof⟧", "lofty"),
        Flagged("The ⟦Football Football Football Football⟧ club lost.", "Football"),
        Flagged("The mayor, ⟦Minister Minister⟧ Olmedo said, is late.", "Minister"),
        Flagged("Gold went to Jana ⟦Kowalczyk Kowalczyk⟧, who led.", "Kowalczyk"),
        Flagged(
            "Gold went to Inés ⟦Olmedo Olmedo⟧, who led.", "Olmedo", "El oro fue para Inés Olmedo."
        ),
        Flagged("He died ⟦in in⟧ the camp.", "in"),
        Flagged("The council wants ⟦to to⟧ sell the harbour.", "to"),
        Flagged("The head of the bank, ⟦Ramón Ramón⟧ Ibarra, left.", "Ramón"),
        Flagged("After the long meeting the mayor ⟦and\nand⟧ his deputy left.", "and"),
    ),
    passing=(
        "The pandemic had had a devastating effect.",
        "I believe that that policy is right.",
        "A very very long day. A far far better thing.",
        "It took in in taxes less than planned.",
        "The draft had been resorted to to fill the ranks.",
        "What it is is a scandal.",
        "Wagga Wagga and Baden Baden are towns.",
        "Pedro García García and Ana López López won.",
        "The man they held in in-depth talks was Duran Duran.",
        "New York, New York. Duran Duran played.",
        "The Eurasian lynx is Lynx lynx lynx.",
        "“No no no,” he said. Bye bye! Ha ha ha.",
        "GitHub GitHub is a host.",
        "Room 12 12 is shut.",
        'It was signed ‘The the’, and ‘of of’ stood below. He wrote "and and" twice.',
        "The sign read “Keep off the the grass (sic)”.",
        "It was so so. There there, she said.",
        "The work was done in in-depth studies.",
        "",
        "!!",
    ),
    misses=(
        Missed("It was a ⟦big big⟧ house."),
        Missed("They left ⟦early early⟧ in the morning."),
    ),
)
