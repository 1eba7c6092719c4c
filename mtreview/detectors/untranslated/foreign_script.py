"""Words of another script stand in English text.

Engines copy what they do not know, and a passage that was never sent to one stays as it is.

    Faulty: The plant was bought by a предприниматель from Tyumen.
    Faulty: Navigation is suspended. Движение паромов возобновят не раньше пятницы.

    Instead: The plant was bought by a businessman from Tyumen.

Each run of such words is one fault. A single word is translated if the lists of names and things
hold it ("школа": school); otherwise nothing is proposed, as its meaning is not known here. What is
quoted, stands in brackets, is explained in brackets or spoken of as a word or a sign passes, and so
do single letters ("the letter ж", "an α-helix"). Missed: a word that stands in quotation marks
although the source has none there.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Whole
from mtreview.detectors.packs import in_pack
from mtreview.detectors.quoted import quotation_around
from mtreview.detectors.source.bilingual import in_english
from mtreview.model import Severity, Span
from mtreview.tokens import Reading

_SCRIPTS = (
    r"\u0370-\u03ff\u1f00-\u1fff",  # Greek
    r"\u0400-\u052f",  # Cyrillic
    r"\u0530-\u058f",  # Armenian
    r"\u0590-\u05ff",  # Hebrew
    r"\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",  # Arabic
    r"\u0900-\u0dff",  # the scripts of India and Sri Lanka
    r"\u0e00-\u0eff\u1780-\u17ff",  # Thai, Lao, Khmer
    r"\u10a0-\u10ff",  # Georgian
    r"\u3040-\u30ff\u3400-\u9fff",  # Japanese and Chinese
    r"\uac00-\ud7af",  # Korean
)
_ANY = "".join(_SCRIPTS)
_RUN = re.compile(
    rf"[{_ANY}][{_ANY}\d\s.,:;!?،؛؟。，、！？；：·—–-]*[{_ANY}][.。!?！？؟]?|[\u3400-\u9fff]"
)
_LETTER = re.compile(f"[{_ANY}]")
_LATIN = re.compile("[A-Za-z]")
_ABOUT = re.compile(
    r"\b(?:called|named|terms?|words?|slogans?|motto|phrases?|expression|known as|read(?:s|ing)?|"
    r"says|saying|hashtag|letters?|characters?|signs?|written|spel(?:led|t)|meaning|symbols?|"
    r"title[ds]?|"
    r"inscription|verb|noun|ideograms?|stands? for|pronounced|"
    r"in (?:\w+ )?(?:Chinese|Arabic|Russian|Ukrainian|Greek|Hebrew|Japanese|Korean|Persian))"
    r"\W{0,3}$",
    re.IGNORECASE,
)
_OPENERS = tuple("(\"“‘'«《「[/")
_EXPLAINED = re.compile(r"\W{0,2}(?:\(|\[|/|,? (?:meaning|which means|that is,|or ))")
_MESSAGE = "words are left in the script of the source"


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge each run of letters of another script by what stands around it."""
    text = reading.text
    for segment in reading.document.segments:
        if not _LATIN.search(text, segment.span.start, segment.span.end) and not _in_english(text):
            continue
        for match in _RUN.finditer(text, segment.span.start, segment.span.end):
            span = Span(*match.span())
            if not quotation_around(reading, span) and _is_left(text, span):
                language = reading.document.source_lang or ""
                english = in_english(match[0], language) or in_pack(match[0], language)
                rewrites = (english,) if english else ()
                yield Hit(_MESSAGE, at=match.span(), rewrites=rewrites)


def _in_english(text: str) -> bool:
    """Whether the text around a segment without Latin letters is English all the same."""
    return len(_LATIN.findall(text[:2000])) > len(text[:2000]) // 10


def _is_left(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 20]
    if before[-1:].isalpha() or after[:1].isalpha() or before.endswith(_OPENERS):
        return False
    return not _ABOUT.search(before) and not _EXPLAINED.match(after)


DETECTOR = Detector(
    rule="foreign-script",
    page=__doc__,
    category="Accuracy/Untranslated",
    severity=Severity.MAJOR,
    confidence=0.9,
    watch=Whole(word=_LETTER.search),
    find=find,
    flagged=(
        Flagged("It was bought by a ⟦предприниматель⟧ from Tyumen.", None),
        Flagged(
            "It was built for the ⟦школа⟧ in Tyumen.",
            "school",
            "Его построили в прошлом году для школы.",
        ),
        Flagged("They open twelve ⟦门店⟧ in Chengdu.", None),
        Flagged("He trains with his ⟦тренера⟧ there.", "coach", "Он тренируется там у тренера."),
        Flagged("The price of ⟦الخبز⟧ rose in May.", None),
        Flagged("All is closed. ⟦Движение паромов возобновят не раньше пятницы.⟧", None),
        Flagged("It has 120 works. ⟦展览将持续到三月底。⟧", None),
        Flagged("They agreed, ⟦حسبما أفاد مصدر دبلوماسي⟧, on peace.", None),
    ),
    passing=(
        "The character 福, meaning good fortune, hung there.",
        "The word мир means peace.",
        "They painted “Дякуємо” on the wall.",
        "The slogan was «мир» in May.",
        "Lviv (Львів) is in the west.",
        "Львів (Lviv) is in the west.",
        "An α-helix, 5 μg and π are science.",
        "The letter ж is Cyrillic.",
        "It is written 北京 in Chinese.",
        "Привет, как дела? Всё хорошо.",
        "",
    ),
)
