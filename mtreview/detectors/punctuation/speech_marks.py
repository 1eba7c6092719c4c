"""Speech stands behind a dash, or is not closed before who says it.

French, Spanish, Polish, Russian and Turkish print speech behind a dash. Engines keep the dash; and
they lose a mark where the source has another pair, or where a sentence was cut.

    Faulty: — I did not know, he said.
    Faulty: "The water came up to the first floor, said Ms Teles, who lost her shop.
    Faulty: We do not shout like that, "she said.

    Instead: "I did not know," he said.
    Instead: "The water came up to the first floor," said Ms Teles, who lost her shop.
    Instead: We do not shout like that," she said.

A quotation that goes on in the next paragraph passes, as do dashes that begin an item of a list.
Missed: speech behind a dash with nobody who says it, and other marks without their pair, as texts
cut into sentences are full of them.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Whole
from mtreview.model import Segment, Severity, Span
from mtreview.tokens import Reading

_SAYS = (
    r"(?:said|says|added|adds|replied|answered|asked|asks|explained|explains|recalled|recalls|"
    r"insisted|warned|warns|admitted|complained|told|declared|declares|noted|notes|continued|"
    r"repeated|shouted|whispered|concluded|confirmed|joked|stressed|remarked|sighed|wrote)"
)
_NAME = r"(?:he|she|they|I|we|(?:the\s\w+|[A-Z][\w'’-]+)(?:\s[A-Z][\w'’-]+)?)"
_SPEAKER = rf"(?:{_NAME}\s)?{_SAYS}\b"
_DASHED = re.compile(
    rf"[—–]\s?(?P<said>[^\W\d_][^—–\n\"“”«»]{{1,400}}?)"
    rf"(?:(?P<mark>[,?!…])\s?[—–]?\s?(?={_SPEAKER})|\s?[—–]\s?(?={_SPEAKER}))"
)
_UNCLOSED = re.compile(rf",(?= {_SPEAKER})")
_MISPLACED = re.compile(rf', "(?=[a-z])(?={_SPEAKER})')
_LED = re.compile(rf"\b{_SAYS}, \"$")
_STRAIGHT = re.compile(r'(?<![\d′])"')
_SPACE = " \xa0\u202f\u2009"


def find_dash(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Put speech that stands behind a dash at the head of a paragraph between quotation marks."""
    text = reading.text
    opening, closing = _style(text)
    for group in reading.paragraphs:
        start = group[0].span.start
        match = _DASHED.match(text, start, group[-1].span.end)
        if match is None or not match["said"][0].isupper():
            continue
        mark = match["mark"] or ("" if match["said"][-1] in ".?!…" else ",")
        rewrite = f"{opening}{match['said'].strip()}{mark}{closing} "
        message = "English puts speech between quotation marks, not behind a dash"
        yield Hit(message, at=match.span(), rewrites=(rewrite,))


def _style(text: str) -> tuple[str, str]:
    return ("“", "”") if "“" in text or '"' not in text else ('"', '"')


def find_unclosed(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge the paragraphs that hold one quotation mark and no other."""
    groups = reading.paragraphs
    marked = {reading.owners[i] for i in reading.among('"“”')}
    for n, group in enumerate(groups):
        if marked.isdisjoint(range(group[0].index, group[-1].index + 1)):
            continue
        span = Span(group[0].span.start, group[-1].span.end)
        text = span.of(reading.text)
        marks = [*_STRAIGHT.finditer(text), *re.finditer("[“”]", text)]
        if len(marks) != 1 or any(mark in text for mark in "«»„‟″"):
            continue
        at = span.start + marks[0].start()
        if _MISPLACED.match(text, marks[0].start() - 2) and not _LED.search(text[: marks[0].end()]):
            message = "the mark that closes a quotation stands before the space"
            yield Hit(message, at=(at - 2, at + 1), rewrites=('," ',))
            continue
        following = groups[n + 1] if n + 1 < len(groups) else None
        if not _opens(reading.text, at, span) or _goes_on(reading.text, following):
            continue
        said = _UNCLOSED.search(reading.text, at, span.end)
        if said is not None:
            closing = "”" if reading.text[at] == "“" else '"'
            message = "a quotation is not closed before who says it"
            yield Hit(message, at=said.span(), rewrites=(f",{closing}",))


def _opens(text: str, at: int, within: Span) -> bool:
    if text[at] in "“”":
        return text[at] == "“"
    return at == within.start or text[at - 1] in f"{_SPACE}([—–"


def _goes_on(text: str, following: list[Segment] | None) -> bool:
    if following is None:
        return False
    part = text[following[0].span.start : following[-1].span.end]
    return part[0] in "\"“'‘" or part.count("”") > part.count("“") or part.count('"') % 2 == 1


DASH = Detector(
    rule="dialogue-dash",
    what="Speech stands behind a dash.",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Whole(signs=("—", "–")),
    find=find_dash,
    flagged=(
        Flagged("⟦— I did not see it, ⟧he said. The judge asked again.", "“I did not see it,” "),
        Flagged("⟦—Nobody came — ⟧said the nurse on duty.", "“Nobody came,” "),
        Flagged("⟦–Why now? — ⟧asked Anna Berg.", "“Why now?” "),
        Flagged("⟦— Where is it? ⟧the driver asked.", "“Where is it?” "),
        Flagged('"Yes."\n\n⟦— It is late, ⟧she added.', '"It is late," '),
    ),
    passing=(
        "— a list of names, he said in May, was lost",
        "— bread, milk and eggs",
        "The quay — or what is left of it — he said, is lit.",
        "– 12 goals, said the paper",
        "“The sea gives and takes.” — inscription on the chapel, she said",
        "— The end of the affair",
        "",
    ),
)
UNCLOSED = Detector(
    rule="unclosed-quotation",
    what="Speech is not closed before who says it.",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Whole(signs=tuple('"“”')),
    find=find_unclosed,
    flagged=(
        Flagged('"The water came up⟦,⟧ said Ana Teles, who lost it.', ',"'),
        Flagged("“It is over⟦,⟧ he said and left the room.", ",”"),
        Flagged('He asked us in. "There is no more to say⟦,⟧ added the mayor.', ',"'),
        Flagged("“We are tired⟦,⟧ the driver explained.", ",”"),
        Flagged('"It rained for days⟦,⟧ she recalled on Monday.', ',"'),
        Flagged('We do not shout like that⟦, "⟧she said.', '," '),
    ),
    passing=(
        '"We came.\n\n"We saw," he said.',
        "“We came.\n\n“We saw,” he said.",
        "“We came.\n\nWe saw,” he said.",
        'He called it an insult" and left.',
        'The mayor spoke of a "new start for all, as the paper wrote.',
        'He is 5\'10" and sat on a 42" chair.',
        '"We came," he said.',
        "He said: “We came.”",
        "It said « yes » and “no »",
        'He said, "she told me.',
        'It was, "as he told us, gone.',
        '"',
        "",
    ),
)
