"""A sign of the engine's own spelling stands in the text.

Engines cut words into pieces before they translate and join them again after. Where the joining
failed, the marks stay: "@@" or "▁" at the cuts, "@-@" for a hyphen, <unk> or ⁇ for a word that the
engine did not know, bytes in hexadecimal for a character that it did not know.

    Faulty: the environ@@ mental impact of the by @-@ pass
    Faulty: President <unk> spoke first.

    Instead: the environmental impact of the by-pass

The word behind <unk> is lost: look it up in the source. Missed: pieces without their marks.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Whole
from mtreview.model import Severity, Trait
from mtreview.tokens import Reading

_SIGNS = (
    "@@",
    "@-@",
    "@/@",
    "@,@",
    "▁",
    "unk>",
    "s>",
    "pad>",
    "⁇",
    "<0x",
    "[UNK]",
    "<2",
    "##",
    "eos>",
)
_TOKEN = re.compile(
    r"(?P<joint> ?@(?P<mark>[-/,.:])@ ?)"
    r"|(?P<cut>(?<=\w)@@ (?=\w))|(?P<dangling>(?<=\w)@@(?!\w))"
    r"|(?P<space> ?▁ ?)|(?P<piece>(?<=[a-z]) ##(?=[a-z]))"
    r"|(?P<end> ?(?:</?s>|</?pad>|<eos>|<bos>|<2[a-z]{2}>|\[(?:CLS|SEP|PAD)\]) ?)"
    r"|(?P<byte>(?:<0x[0-9A-F]{2}> ?)+)"
    r"|(?P<unknown>(?:<unk>|\[UNK\]|⁇)(?: (?:<unk>|\[UNK\]|⁇))*)"
)

_UNKNOWN = "the engine did not know what stood here"


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Put together again what the engine took apart."""
    text = reading.text
    for segment, match in reading.matches(_TOKEN, _SIGNS):
        inside = segment.span.start < match.start() and match.end() < segment.span.end
        rewrite = _rewrite(match, text[match.start() - 1], inside=inside)
        shown = f"“{match[0].strip()}” is a sign of the engine's own"
        if rewrite is None:
            loops = match[0].count(" ") > 1  # which `looping-phrase` mends: it goes first
            confidence = 0.7 if loops else None
            yield Hit(_UNKNOWN, at=match.span(), confidence=confidence)
        elif match.lastgroup != "end" or Trait.MARKUP not in reading.document.traits:
            yield Hit(shown, at=match.span(), rewrites=(rewrite,), safe=True)


def _rewrite(match: re.Match[str], before: str, *, inside: bool) -> str | None:
    """What belongs in a sign's place; None where that is lost."""
    match match.lastgroup:
        case "unknown":
            return None
        case "mark" | "joint":
            return match["mark"]
        case "byte":
            codes = re.findall(r"0x([0-9A-F]{2})", match[0])
            try:
                return bytes.fromhex("".join(codes)).decode("utf-8")
            except UnicodeDecodeError:
                return None
        case "space" | "end":
            return " " if inside and not before.isspace() else ""
    return ""


DETECTOR = Detector(
    rule="engine-token",
    page=__doc__,
    category="Design and markup",
    severity=Severity.MAJOR,
    confidence=0.97,
    watch=Whole(signs=_SIGNS),
    find=find,
    flagged=(
        Flagged("The infla⟦@@ ⟧tion rate fell.", ""),
        Flagged("It is a long⟦ @-@ ⟧term plan.", "-"),
        Flagged("It rained on⟦▁⟧Monday.", " "),
        Flagged("President ⟦<unk>⟧ spoke first.", None),
        Flagged("President ⟦⁇⟧ spoke first.", None),
        Flagged("It rained.⟦ </s>⟧", ""),
        Flagged("He came to S⟦<0xC3><0xA3>⟧o Bento.", "ã"),
        Flagged("The infla⟦ ##⟧tion rate fell.", ""),
    ),
    passing=(
        "Write to ana@example.org today.",
        "What?? He left!!",
        "It holds if a <s and t> b.",
        "The name is ## for now.",
        "He lives @ home.",
        "S> and <S are signs.",
        "The song is called ⁂.",
        "",
    ),
)
