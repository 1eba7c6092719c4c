"""A remark after the subject has a comma on one side alone.

Romance and Slavic languages, and German, set commas by other rules, and engines lose one of two.
Then a comma stands between a subject and its verb, or the remark runs into the verb.

    Faulty: The law, approved in March by the Senate will enter into force.
    Faulty: The president, who was travelling in Asia returned on Friday.
    Faulty: The company founded in 1998, has 300 employees.

    Instead: The law, approved in March by the Senate, will enter into force.
    Instead: The president, who was travelling in Asia, returned on Friday.
    Instead: The company founded in 1998 has 300 employees.

Remarks are read where they begin with a participle, “who” or “which”, “aged”, a number, “as” or
“according to”, and hold no clause within. Missed: remarks of other kinds, and longer ones.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import adverbials, full_phrase, opens_sentence, sentence_end
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech, verb_tags
from mtreview.detectors.sentences.named_source import speaker_end
from mtreview.detectors.speakers import SAID
from mtreview.detectors.verbs.verb_group import ADVERBS, AUXILIARIES, NOT, is_participle
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "the remark before “{0}” has a comma at its beginning and none at its end"
_MESSAGE_CLOSED = "a comma parts “{0}” from its verb"
_FARTHEST = 12  # tokens from a sentence's head to a comma
_HEADS = frozenset("the a an his her its their our my this these those".split())
_STRONG = frozenset("has have is are was were will would can must had could should".split())
_CLAUSAL = SAID | frozenset(
    "say says think thinks thought know knows knew believe believes believed hope hopes hoped feel "
    "feels felt fear fears feared claim claims mean means meant suggest suggests show shows".split()
)
_PLACING = frozenset("at by from in on under with without".split())
_FINITE = frozenset("VBD VBZ VBP MD".split())


def find(reading: Reading, comma: int, _last: int) -> Iterator[Hit]:
    """Read the subject from the sentence's head to a comma, or to the remark before it."""
    head = _head(reading, comma)
    if head is None or reading.lower[head] not in _HEADS:
        return
    last = sentence_end(reading, comma)
    subject = full_phrase(reading, head, comma)
    if subject == comma and comma + 1 < last:
        verb = _remark_end(reading, comma + 1, last)
        known = reading.lower[comma + 1] not in _PLACING
        if comma + 2 < verb < last and _is_finite(reading, verb, lexical=known):
            word = reading.words[verb - 1]
            yield Hit(_MESSAGE.format(reading.words[verb]), verb - 1, verb, rewrites=(f"{word},",))
    elif head < subject < comma and _is_closed(reading, subject, comma, last):
        said = reading.quote(head, subject)
        yield Hit(_MESSAGE_CLOSED.format(said), comma, comma + 1, rewrites=("",))


def _head(reading: Reading, comma: int) -> int | None:
    """The token that opens the sentence, if no other mark stands between and it is near."""
    least = max(reading.limits(comma)[0], comma - _FARTHEST)
    for at in range(comma - 1, least - 1, -1):
        if not reading.words[at][0].isalnum() and reading.lower[at] != "'s":
            return None
        if opens_sentence(reading, at):
            return at
    return None


def _remark_end(reading: Reading, i: int, last: int) -> int:
    """The token after a remark that begins at token i; i where none does."""
    word = reading.lower[i]
    if word in ("who", "which"):
        return _relative_end(reading, i, last)
    if word == "whose":
        return _relative_end(reading, full_phrase(reading, i + 1, last) - 1, last)
    if word in _PLACING:
        if reading.lower[i + 1 : i + 2] in (["which"], ["whom"]):
            return _relative_end(reading, full_phrase(reading, i + 2, last) - 1, last)
        end = adverbials(reading, i, last)
        return end if end > i + 2 else i
    if word == "aged" and i + 1 < last and reading.tags[i + 1] == "CD":
        return i + 2
    if word == "according" and reading.lower[i + 1 : i + 2] == ["to"]:
        return speaker_end(reading, i + 2)
    if word == "as":
        said = speaker_end(reading, i + 1)
        return said + 1 if i + 1 < said < last and reading.lower[said] in SAID else i
    if is_participle(word) and reading.tags[i] in ("VBN", "VBD"):
        end = _complement(reading, i + 1, last)
        return end if end > i + 1 else i
    if word == "the" and reading.tags[i + 1 : i + 2] in (["JJS"], ["RBS"]):
        end = adverbials(reading, max(full_phrase(reading, i, last), i + 2), last)
        return end if end > i + 3 else i
    if word == "of" and reading.tags[i + 1 : i + 2] == ["CD"]:
        return full_phrase(reading, i + 1, last)
    return i


def _complement(reading: Reading, i: int, last: int) -> int:
    """The token after what belongs to a participle: “of theft in May”, “by the storm”."""
    while i < last:
        if "ago" in reading.lower[i + 1 : i + 3] and reading.tags[i] in ("CD", "DT", "JJ"):
            i = reading.lower.index("ago", i) + 1
            continue
        of = reading.lower[i] in ("of", "as")
        end = full_phrase(reading, i + 1, last) if of else adverbials(reading, i, last)
        if end <= i + of:
            break
        i = end
    return i


def _relative_end(reading: Reading, i: int, last: int) -> int:
    """The token after “who was travelling in Asia”, “which cost ten million euros”."""
    verb = i + 1
    while verb < last and reading.lower[verb] in ADVERBS | AUXILIARIES | NOT | {"got", "been"}:
        verb += 1
    while reading.tags[verb + 1 : verb + 3] == ["TO", "VB"]:
        verb += 2  # “who did not want to give interviews”
    helped = ("VBD", "VBZ", "VBN", "VBG", "VB", "JJ") if verb > i + 1 else ("VBD", "VBZ")
    group = verb < last and reading.tags[verb] in helped
    if not group or reading.lower[verb] in _CLAUSAL:
        return i
    end = full_phrase(reading, verb + 1, last)
    return adverbials(reading, end, last)


def _is_finite(reading: Reading, i: int, lexical: bool = True) -> bool:
    """Tell whether token i is a finite verb, `lexical` or not, and no noun or participle."""
    word = reading.lower[i]
    if word in _STRONG:
        return True
    if (
        not lexical
        or reading.tags[i] not in _FINITE
        or "NOUN" in parts_of_speech(word)
        or word in SAID
    ):
        return False
    return any(tag in ("VBD", "VBZ") for _, tag in verb_tags(word))


def _is_closed(reading: Reading, i: int, comma: int, last: int) -> bool:
    """Tell whether a participle's remark from token i ends at a comma, with the verb behind it."""
    if comma + 1 >= last or not {",", "and", "but"}.isdisjoint(reading.lower[comma + 1 : last]):
        return False
    if reading.lower[comma + 1] not in _STRONG and not _is_finite(reading, comma + 1):
        return False
    if reading.lower[i] in ("who", "which"):
        return _relative_end(reading, i, comma) == comma
    participle = is_participle(reading.lower[i]) and reading.tags[i] in ("VBN", "VBD")
    return participle and _complement(reading, i + 1, comma) == comma > i + 1


DETECTOR = Detector(
    rule="remark-with-one-comma",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.75,
    watch=Words(frozenset({","}), tags=True),
    find=find,
    flagged=(
        Flagged("The law, approved in March by the ⟦Senate⟧ will enter into force.", "Senate,"),
        Flagged("The president, who was travelling in ⟦Asia⟧ returned on Friday.", "Asia,"),
        Flagged("The new hall, which cost ten million ⟦euros⟧ was opened on Sunday.", "euros,"),
        Flagged("The singer, aged ⟦60⟧ was found dead in his home.", "60,"),
        Flagged("The plant, according to the ⟦company⟧ will close in June.", "company,"),
        Flagged("The suspect, as the police ⟦confirmed⟧ is a former soldier.", "confirmed,"),
        Flagged("The company founded in 1998⟦,⟧ has 300 employees.", ""),
        Flagged("The storm, the worst since ⟦1999⟧ has left ten dead.", "1999,"),
        Flagged("The teacher, on leave since ⟦March⟧ has been replaced.", "March,"),
        Flagged("The bakery, whose ovens are ⟦broken⟧ will reopen soon.", "broken,"),
        Flagged("The road, on which the accident ⟦happened⟧ is dangerous.", "happened,"),
        Flagged("The trial, begun two years ⟦ago⟧ has come to a stop.", "ago,"),
        Flagged("The two men, suspected of ⟦theft⟧ were released.", "theft,"),
        Flagged("The driver, of 34 ⟦years⟧ was arrested.", "years,"),
        Flagged("The fire which began at night⟦,⟧ destroyed two houses.", ""),
        Flagged("The law adopted by the parliament⟦,⟧ will come into force.", ""),
    ),
    passing=(
        "The law, approved in March by the Senate, will enter into force.",
        "The company founded in 1998 has 300 employees.",
        "The minister, who says prices are high, has left.",
        "The army marched to the river, crossed it, and was beaten.",
        "The town, before its harbour was filled up, was rich.",
        "The next day, armed men came. The man arrested on Monday, who was drunk, is free.",
        "His wife, aged 60, was found. The house, which stood empty, was sold.",
    ),
    misses=(Missed("The old bridge, a gift of the ⟦king⟧ was closed."),),
)
