"""A determiner in a form that its noun does not have, or a number in the order of the source.

French and Spanish say “the two first”, and have an article with “both” and a plural of “other”;
where the source does not tell one from many, “a” and “every” may stand before a plural.

    Faulty: The both sides signed. An other problem is water. The others two men left.
            The two first days were hard. They saw a steel factories. Every schools closed.

    Instead: Both sides signed. Another problem is water. The other two men left.
             The first two days were hard. They saw a steel factory. Every school closed.

Missed: “all the three brothers” and “this two men”; “the most of the people”, which old books have.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import opens_sentence
from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.lexicon import is_plural_noun, is_word, parts_of_speech, verb_tags
from mtreview.detectors.nouns.agreement import MEASURES, SINGULAR_IN_S
from mtreview.detectors.phrases import ends_phrase
from mtreview.detectors.wording import capital_like, singular
from mtreview.model import Severity
from mtreview.tokens import Reading

_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_ORDINALS = frozenset("first last next".split())
_OF_ONE = frozenset("a an another each every".split())
# Plurals that may be one: a thing, a firm, a unit.
_BOTH = frozenset(
    """
    affairs alms amends arms communications
    binoculars clippers clothes dregs dues glasses grounds jeans leggings looks manners
    multiples pants people pliers pyjamas quarters remains savings scissors shorts spectacles stairs
    steps terms tights tongs trousers tweezers wages ways woods
    """.split()
)
_MANY = frozenset("few little good great dozen hundred million thousand lot number couple".split())
_SIDES = [["side"], ["hand"], ["respect"], ["case"], ["instance"]]
_BETWEEN = frozenset("JJ NN JJS".split())
_FAR = 20  # tokens from “one” to “another”
_LONGEST = 3  # words between a determiner and its noun
_BEFORE_OTHERS = frozenset("the these those my his her its our their".split())
_MESSAGE = "“{0}” has the form or the order of the source: “{1}”"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Look at what stands around “both”, “other”, “others”, “first” or “last”."""
    start, last = reading.limits(first)
    if reading.lower[first] in _OF_ONE:
        yield from _before_plural(reading, first, last)
        return
    if first == start or first + 1 >= last:
        return
    word, before, after = (reading.lower[k] for k in (first, first - 1, first + 1))
    plural = reading.tags[first + 1] == "NNS" and reading.words[first + 1].islower()
    if word == "both" and before == "the" and plural:
        yield _hit(reading, first - 1, first + 1, "both")
    elif word == "other" and before == "an" and reading.words[first].islower():
        yield _hit(reading, first - 1, first + 1, "another")
    elif word == "others" and before in _BEFORE_OTHERS and after in _NUMBERS:
        yield _hit(reading, first, first + 1, "other")
    elif (
        plural
        and word in _ORDINALS
        and after not in ("name", "names")
        and reading.lower[max(start, first - 2)] == "the"
    ):
        yield _hit(reading, first - 1, first + 1, f"{reading.words[first]} {before}")


def _before_plural(reading: Reading, first: int, last: int) -> Iterator[Hit]:
    """“a steel factories”, “every schools”, where the phrase ends."""
    if reading.words[first] == "A" and not opens_sentence(reading, first):
        return  # “Schedule A records”
    if reading.lower[first : first + 2] == ["each", "other"] or _is_left_out(reading, first):
        return
    noun = first + 1
    while noun < min(last, first + 1 + _LONGEST) and reading.tags[noun] in _BETWEEN:
        word = reading.words[noun]
        if word in _MANY or not word.islower() or not is_word(word):
            return
        noun += 1
    if noun >= last or reading.tags[noun] != "NNS" or not reading.words[noun].islower():
        return
    word = reading.lower[noun]
    if word in SINGULAR_IN_S | MEASURES or not is_plural_noun(word) or word in _BOTH:
        return
    if noun == first + 1 and _may_be_subject(reading, first, noun):
        return
    one = singular(word)
    if one != word and _ends(reading, first, noun, last):
        message = f"“{reading.words[first]}” stands before one, not before “{word}”"
        yield Hit(message, noun, noun + 1, rewrites=(one,))


def _may_be_subject(reading: Reading, first: int, noun: int) -> bool:
    """Whether “each” or “another” stands alone before a verb: “each dances as he pleases”."""
    alone = reading.lower[first] in ("each", "another")
    return alone and any(tag == "VBZ" for _, tag in verb_tags(reading.lower[noun]))


def _is_left_out(reading: Reading, first: int) -> bool:
    """Whether a noun is left out: “in one room geese, in another marvels”, “on each hand hills”."""
    start = max(reading.limits(first)[0], first - _FAR)
    if reading.lower[first] == "another":
        return "one" in reading.lower[start:first]
    return reading.lower[first + 1 : first + 2] in _SIDES


def _ends(reading: Reading, first: int, noun: int, last: int) -> bool:
    """Whether the phrase ends in its noun, which is no subject: “a date organisers said”."""
    after = noun + 1
    if not ends_phrase(reading, after, last) or (after < last and reading.words[after] == ","):
        return False
    other = any(tag == "NN" for tag in reading.tags[first + 1 : noun])
    followed = after < last and reading.lower[after] in ("of", "where")
    if other and (followed or "VERB" in parts_of_speech(reading.lower[noun])):
        return False  # “when a web page loads”, “without a location members of the public”
    verb = after < last and reading.tags[after] in ("VBD", "VBP", "VBZ", "MD")
    return not (other and verb)


def _hit(reading: Reading, first: int, last: int, text: str) -> Hit:
    old = reading.quote(first, last)
    return Hit(_MESSAGE.format(old, text), first, last, rewrites=(capital_like(text, old),))


DETECTOR = Detector(
    rule="determiner-form",
    page=__doc__,
    category="Linguistic conventions/Grammar/Function words",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=(
        Words(frozenset(("both",)), tags=True, after=frozenset(("the",))),
        Words(frozenset(("other",)), tags=True, after=frozenset(("an",))),
        Words(frozenset(("others",)), tags=True, then=_NUMBERS),
        Words(_ORDINALS, tags=True, after=_NUMBERS),
        Words(_OF_ONE, tags=True),
    ),
    find=find,
    flagged=(
        Flagged("⟦The both⟧ sides signed the agreement in Geneva.", "Both"),
        Flagged("⟦An other⟧ problem is the lack of water.", "Another"),
        Flagged("The ⟦others⟧ two passengers were unhurt.", "other"),
        Flagged("The ⟦two first⟧ days were the hardest.", "first two"),
        Flagged("The delegation visited a steel ⟦factories⟧ in Hebei.", "factory"),
        Flagged("Every ⟦schools⟧ in the town are closed.", "school"),
        Flagged("They reached another important ⟦agreements⟧ in May.", "agreement"),
        Flagged("She won the ⟦three last⟧ races of the year.", "last three"),
    ),
    passing=(
        "Each dances as he likes; they thought each other fools, with a little neutral spirits.",
        "In one room there were hams, in another sides of pork, on each side profound ravines.",
        "Without a uniform location members of the public left.",
        "When a web page loads, it is what a user experiences.",
        "It has a ways to go; they use Schedule A records. Each announced plans to go.",
        "A cappella choirs will sing. It is a date organisers said was good.",
        "A campaign criticising defectors ended; the terms are a sales, design or service matter.",
        "A great many schools, a few days, a dozen eggs and another two weeks passed.",
        "A news agency has a headquarters; a sports club met every five days.",
        "Both sides signed, and the two sides both agreed.",
        "Another problem is that two other boys left.",
        "He told the others; two men were strangers to them.",
        "The first two days and the last three races were hard.",
        "The two first met in May; the two last saw each other in June.",
        "It is an otherwise fine day for the both of us.",
        "One or two other men and two next-door neighbours came.",
        "He was third, and the four last among equals. The two last names are alike.",
    ),
)
