"""A letter of another script stands in a word, or a character that nobody sees in the text.

Keyboards and engines leave Cyrillic or Greek letters in words that look English; copying from a
page leaves marks of writing direction, spaces without width and hyphens that are not shown. The
word is then not found by any search and misread by every program.

    Faulty: Аccording to preliminary data (the first letter is Cyrillic)
    Faulty: Al-Halawani explained (with a mark of direction after the name)

    Instead: According to preliminary data
    Instead: Al-Halawani explained

Whole words of another script pass, and so do Greek letters that stand for themselves ("μg", "β"),
joiners in emoji and marks of direction beside Arabic or Hebrew.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Whole
from mtreview.model import Severity
from mtreview.tokens import Reading

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХаеіјорсухѕԁ", "ABESIJKMHOPCTYXaeijopcyxsd", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_ALIKE = {**_CYRILLIC, **_GREEK}
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_WORD = re.compile(f"[{_LATIN}{''.join(_ALIKE)}]+")
_STRANGE = re.compile(f"[{''.join(_ALIKE)}]")
_FEWEST_LATIN = 2  # letters; with fewer the word may be an abbreviation in the other script
# A word joiner beside a dash or an ellipsis is good typesetting; in a word it is not.
_NEVER_SEEN = (
    "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_JOINER = "\u2060"
_UNSEEN = re.compile(f"[{_NEVER_SEEN}]+|(?<=[a-z]){_JOINER}+(?=[a-z])")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINING = frozenset("\u200c\u200d")


def find_letter(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Put the Latin letter in place of its look-alike in words that are otherwise Latin."""
    text = reading.text
    for _, match in reading.matches(_WORD, _ALIKE):
        strange = _STRANGE.findall(match[0])
        if strange and len(match[0]) - len(strange) >= max(_FEWEST_LATIN, len(strange)):
            if _is_part(text, match):
                continue
            right = "".join(_ALIKE.get(letter, letter) for letter in match[0])
            script = "Cyrillic" if strange[0] in _CYRILLIC else "Greek"
            message = f"the “{strange[0]}” in “{match[0]}” is {script}"
            yield Hit(message, at=match.span(), rewrites=(right,), safe=True)


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether the match is cut out of a longer word, by a letter that looks like no Latin one."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before.isalpha() or after.isalpha()


def find_unseen(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Take out what has no width, but for what scripts written leftward and emoji need."""
    text = reading.text
    for _, match in reading.matches(_UNSEEN, (*_NEVER_SEEN, _JOINER)):
        start, end = match.span()
        around = text[max(0, start - 2) : start] + text[end : end + 2]
        if _LEFTWARD.search(around) or (_JOINING & set(match[0]) and not around.isascii()):
            continue
        yield Hit("a character that is not shown", at=(start, end), rewrites=("",), safe=True)


LETTER = Detector(
    rule="look-alike-letter",
    what="A letter of another script stands in a word.",
    page=__doc__,
    category="Linguistic conventions/Character encoding",
    severity=Severity.MINOR,
    confidence=0.97,
    watch=Whole(signs=tuple(_ALIKE)),
    find=find_letter,
    flagged=(
        Flagged("⟦Аccording⟧ to the police, he left.", "According"),
        Flagged("The ⟦соmmittee⟧ met today.", "committee"),
        Flagged("He spoke ⟦оpenly⟧ of it.", "openly"),
        Flagged("The ⟦Мinister⟧ left.", "Minister"),
        Flagged("⟦Κnown⟧ to all, he left.", "Known"),
    ),
    passing=(
        "The word мир means peace.",
        "It weighs 5 μg and has a β-lactam ring.",
        "The paper «Коммерсант» wrote it.",
        "He drove a ВАЗ-2101 through Москва.",
        "An α-helix, Ωmega and TNFα are written so.",
        "А and B are letters.",
        "",
    ),
)
UNSEEN = Detector(
    rule="invisible-character",
    what="A character that nobody sees stands in the text.",
    page=__doc__,
    category="Linguistic conventions/Character encoding",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Whole(signs=(*_NEVER_SEEN, _JOINER)),
    find=find_unseen,
    flagged=(
        Flagged("Al-Halawani⟦\u200f⟧ explained it.", ""),
        Flagged("The govern⟦\xad⟧ment fell.", ""),
        Flagged("He⟦\u200b⟧ left the city.", ""),
        Flagged("They⟦\u202a⟧ came back.", ""),
        Flagged("It was⟦\ufeff⟧ late.", ""),
    ),
    passing=(
        "He wrote \u200fمرحبا\u200f on it.",
        "A family 👨\u200d👩\u200d👧 was there.",
        "He wrote \u2067שלום\u2069 on it.",
        "It was late\u2060—too late\u2060 …",
        "می\u200cخواهم is Persian.",
        "It was late.",
        "",
    ),
)
