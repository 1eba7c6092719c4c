"""The source quotes, and the translation has no quotation marks.

Without them the reader takes what somebody said for what the paper says. Engines drop the marks, or
the quotation with them.

    Source: Директор прокомментировал увольнение: «Мы расстались друзьями».
    Faulty: The director commented on the dismissal.

    Instead: The director commented on the dismissal: “We parted as friends”.

A quotation is missed where the source has one of several words in its marks and the translation has
no quotation mark at all. Names in quotation marks pass, as English writes them without ("the
newspaper Izvestia"), and so do titles. It needs the source. The mark stands where the quotation
should begin. Missed: one of several quotations.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.source.beside_source import Beside, besides
from mtreview.model import Severity
from mtreview.tokens import Reading

_QUOTED = re.compile(r"«([^«»]+)»|„([^„“”]+)[“”]|“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」|»([^«»]+)«")
_OPENING = re.compile('[«„“"「»]')
_SIGNS = frozenset("\"“”„«»‘’'‹›「」")
_SPOKEN = re.compile(r"\s*[,，]?\s*[—–-]\s|\s*[,，]")
_APOSTROPHE = re.compile(r"\w['’]\w|s['’](?!\w)")
_LEAST = 3  # words
_SPEECH = 4  # words that a quotation with a capital has where no colon leads up to it
_SIGNS_OF_CHINESE = 6


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look for quotations of the source in segments without any mark."""
    for segment, pair in besides(reading):
        if not _OPENING.search(pair.source):
            continue
        bare = _APOSTROPHE.sub("", pair.text)
        if not _SIGNS.isdisjoint(bare):
            continue
        for match in _QUOTED.finditer(pair.source):
            if _is_speech(pair, match):
                at = segment.span.start + _place(pair, match.start(), match.end())
                words = " ".join(match[0].split())
                severity = None if len(words.split()) > _SPEECH else Severity.MINOR
                yield Hit(f"the source quotes here: {words[:60]}", at=(at, at), severity=severity)
                break


def _is_speech(pair: Beside, match: re.Match[str]) -> bool:
    """Whether a quotation is no name and no title."""
    inner = next(group for group in match.groups() if group).strip()
    if not inner or pair.source[: match.start()].endswith("("):
        return False
    if pair.language in ("zh", "ar"):
        led = pair.source[: match.start()].rstrip().endswith((":", "："))
        return led and len(inner) >= _SIGNS_OF_CHINESE
    words = inner.split()
    names = sum(word[0].isupper() for word in words)
    if any(word.strip(".,") in pair.text for word in words if len(word) > _LEAST):
        return False  # English already
    if len(words) < _LEAST or (pair.language != "de" and names > 1 + len(words) // _SPEECH):
        return False
    led = pair.source[: match.start()].rstrip().endswith(":")
    followed = bool(_SPOKEN.match(pair.source, match.end()))
    whole = inner.rstrip()[-1] in ".!?…,"
    partial = inner[0].islower()
    return led or partial or (len(words) >= _SPEECH and (followed or whole))


def _place(pair: Beside, start: int, end: int) -> int:
    """Where the quotation should begin: behind what stands before it in the source."""
    before = [link for link in pair.links if link[0] <= start]
    after = [ours for theirs, ours in pair.links if theirs > end]
    if not after and not any(start < theirs <= end for theirs, _ in pair.links):
        return len(pair.text.rstrip().rstrip(".!?…"))
    low, high = (before[-1] if before else (0, 0)), (end, min(after, default=len(pair.text)))
    part = (start - low[0]) / max(high[0] - low[0], 1)
    place = int(low[1] + part * max(high[1] - low[1], 0))
    return next((n for n in range(place, len(pair.text)) if pair.text[n] == " "), place)


DETECTOR = Detector(
    rule="lost-quotation",
    page=__doc__,
    category="Accuracy/Omission",
    severity=Severity.MAJOR,
    confidence=0.75,
    watch=Whole(source=True),
    find=find,
    flagged=(
        Flagged(
            "The king commented on the reform of the school⟦⟧.",
            None,
            "Король прокомментировал реформу школы: «Мы давно этого ждали».",
        ),
        Flagged(
            "The mayor called the residents⟦⟧ tired and asked for rain.",
            None,
            "Le maire a décrit des habitants « fatigués, mais toujours debout » et a demandé de "
            "la pluie.",
        ),
        Flagged(
            "The minister commented on the strike on Monday⟦⟧.",
            None,
            "Der Minister äußerte sich am Montag zum Streik: „Wir reden weiter miteinander.“",
        ),
        Flagged(
            "The judge commented on the murder of the farmer⟦⟧.",
            None,
            "El juez comentó el asesinato del agricultor: «Nunca había visto nada así».",
        ),
        Flagged(
            "The president spoke about the war in Yemen on Sunday⟦⟧.",
            None,
            "تحدث الرئيس يوم الأحد عن الحرب في اليمن: «لن نترك أحدا وحده هناك».",
        ),
    ),
    passing=("The king commented on the reform of the school.", ""),
    faithful=(
        ("The newspaper Izvestia wrote about it.", "Об этом написала газета «Известия»."),
        (
            "“We have waited for this,” the king said.",
            "«Мы давно этого ждали», — сказал король.",
        ),
        ("'We have waited,' the king said.", "«Мы давно этого ждали», — сказал король."),
        ("She plays in The Cherry Orchard.", "Sie spielt im „Kirschgarten“ die Hauptrolle."),
        ("He underwent a wedge resection.", "È stato sottoposto a “wedge resection” ieri sera."),
        ("The so-called reform is dead.", "La « réforme » est morte, selon le maire."),
        ("The ship Star of the Sea sank.", "Das Schiff „Stern des Meeres“ ist gesunken."),
        ("He reads War and Peace.", "Он читает «Войну и мир» каждый вечер."),
    ),
    misses=(
        Missed(
            "He calls it ⟦a scandal⟧ and speaks of “the end of the school”.",
            "Er nennt es „einen echten Skandal“ und spricht vom „Ende der Schule“.",
        ),
    ),
)
