"""A punctuation mark of another script or language stands in English text.

Spanish opens questions and exclamations with ¿ and ¡; Chinese, Japanese and Arabic have commas,
stops, brackets and quotation marks of their own, which engines and keyboards leave behind.

    Faulty: ¿Why did nobody warn the campers?
    Faulty: The line，which is 38 kilometres long，will open。

    Instead: Why did nobody warn the campers?
    Instead: The line, which is 38 kilometres long, will open.

A mark passes beside words of its own script, where it is spoken about ("the inverted marks (¿ and
¡)"), and where what it opens is not English ("¡Ahora!"). Missed: an inverted mark before a single
word that Spanish and English share.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.lexicon import is_word
from mtreview.model import Severity, Span
from mtreview.tokens import Reading

_ENGLISH = {
    "，": ",",
    "、": ",",
    "。": ".",
    "．": ".",
    "：": ":",
    "；": ";",
    "？": "?",
    "！": "!",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "۔": ".",
    "（": "(",
    "）": ")",
    "【": "[",
    "】": "]",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "《": "“",
    "》": "”",
}
_OPENING = frozenset("（【「『《")
_CLOSING = frozenset("）】」』》")
_MARK = re.compile(f"[{''.join(_ENGLISH)}]")
_INVERTED = re.compile(r"(?<!\w)[¿¡](?![XK](?:[a-z]|\b))(?=[\w\"“'‘])([^?!¿¡]{1,300})")
_OTHER_SCRIPT = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_AROUND = frozenset("()[]\"'“”‘’«»")
# Words that no Spanish sentence holds.
_FUNCTION_WORDS = frozenset(
    "about and anybody anyone are because been but could did do does for from had has have he her "
    "his how if in is it its not of on or our she should that the their them there these they "
    "this those to us was we were what when where which who why will with would you your".split()
)


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge each such mark by what stands beside it."""
    text = reading.text
    straight = '"' in text and "“" not in text
    for segment in reading.document.segments:
        for match in _INVERTED.finditer(text, segment.span.start, segment.span.end):
            if _is_english(match[1]):
                at = match.start(), match.start() + 1
                yield Hit(
                    f"“{match[0][0]}” is no mark of English", at=at, rewrites=("",), safe=True
                )
        for match in _MARK.finditer(text, segment.span.start, segment.span.end):
            if _stands_in_latin(text, match.start(), segment.span):
                yield _replaced(text, match.start(), straight)


def _is_english(words: str) -> bool:
    found = re.findall(r"[^\W\d_]+(?:['’][a-z]+)?", words.lower())
    if any(word in _FUNCTION_WORDS for word in found):
        return True
    return len(found) > 1 and all(is_word(word) for word in found)


def _stands_in_latin(text: str, at: int, within: Span) -> bool:
    """Whether neither neighbour is of another script, and the mark is not shown by itself."""
    before, after = text[max(within.start, at - 3) : at], text[at + 1 : min(within.end, at + 4)]
    if before[-1:] in _AROUND and after[:1] in _AROUND and before and after:
        return False
    mark = text[at]
    inner = after if mark in _OPENING else before
    if mark in _OPENING or mark in _CLOSING:
        return bool(inner.strip()) and not _OTHER_SCRIPT.search(inner)
    return bool(before.strip()) and not _OTHER_SCRIPT.search(before + after)


def _replaced(text: str, at: int, straight: bool) -> Hit:
    mark = text[at]
    right = _ENGLISH[mark]
    if straight and right in "“”":
        right = '"'
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in _OPENING:
        spaced = f" {right}" if before.isalnum() else right
    else:
        spaced = f"{right} " if after.isalnum() else right
    digits = before.isdigit() and after.isdigit()
    message = f"“{mark}” is no mark of English"
    return Hit(message, at=(at, at + 1), rewrites=(right if digits else spaced,), safe=not digits)


DETECTOR = Detector(
    rule="foreign-punctuation",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(signs=(*_ENGLISH, "¿", "¡")),
    find=find,
    flagged=(
        Flagged("⟦¿⟧Why did nobody call the police?", ""),
        Flagged("“⟦¡⟧They have won the cup!” he cried.", ""),
        Flagged("“Why, ⟦¿⟧did they come?” he asked.", ""),
        Flagged("He left⟦，⟧and she stayed.", ", "),
        Flagged("The plan is ready⟦。⟧", "."),
        Flagged("The bank⟦（⟧BNP) is closed.", " ("),
        Flagged("The bank (BNP⟦）⟧is closed.", ") "),
        Flagged("In the north⟦،⟧ it is calm.", ","),
        Flagged("Has it held⟦؟⟧", "?"),
        Flagged("He calls it a ⟦「⟧sponge park” today.", "“"),
        Flagged("She read ⟦《⟧Wild Geese” at school.", "“"),
        Flagged('He calls it a "sponge park⟦」⟧ today.', '"'),
    ),
    passing=(
        "The inverted marks (¿ and ¡) are not optional.",
        'The campaign, called "¡Ahora!", cost a lot.',
        "They shouted “¡No pasarán!” and “¿Quién manda aquí?”",
        "Her essay on 《红楼梦》 won a prize.",
        "The keys for (،) and (؟) are new.",
        "He wrote 你好，世界。 on the wall.",
        "The word مرحبا، which is Arabic, stood there.",
        "The sign “。” is a stop.",
        "The rest of the day¡Xand the night; and so on ¡K and on.",
        "¿",
        "，",
        "",
    ),
    misses=(Missed("⟦¡⟧No! said the mayor."),),
)
