"""A paragraph, a sentence or the headline stands twice.

Pages show the headline above the picture and again above the text, the lead in the teaser and again
in the article, a sentence of the text as a pull quote. A scraper takes all of them.

    Faulty: Rail museum reopens / Rail museum reopens / The museum welcomed ...

    Instead: Rail museum reopens / The museum welcomed ...

The second copy is deleted; of a pull quote the one that stands by itself. A refrain passes: what
stands three times, short lines that are no headline, and paragraphs far apart that are not long.
So do items of lists. Missed: copies that were translated twice and differ, and short
sentences.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import compress

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.page.lines import deletion
from mtreview.model import Kind, Segment, Severity, Span
from mtreview.tokens import Reading

_HEADLINE = 3  # the words that a headline has at least
_NEAR = 6  # the words that a paragraph has at least which follows its copy
_FAR = 12  # and one that stands anywhere
_TOP = 6  # a headline is repeated within as many paragraphs
_QUOTE = 5
_MARKS = "«»„“”\"'‘’ .…"

Paragraph = tuple[int, int, tuple[str, ...], bool]  # characters, words, is an item of a list


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Compare the paragraphs by their words; the first copy of each stays."""
    if len(reading.document.segments) < 2:
        return
    groups = reading.paragraphs
    paragraphs = [_paragraph(reading, group) for group in groups]
    copies: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, (_, _, words, _) in enumerate(paragraphs):
        copies[words].append(n)
    marked = set()
    for places in copies.values():
        if (
            len(places) == 2
            and _is_copy(reading.text, paragraphs, *places)
            and not _sources_differ(*(groups[place] for place in places))
        ):
            marked.add(places[1])
            yield _hit(reading, paragraphs, places[1], places[0])
    yield from _sentences(reading)
    for n, (start, end, words, listed) in enumerate(paragraphs[:-1]):
        if n in marked or listed or not _is_quote(reading.text[start:end], words):
            continue
        for other in (n - 1, n + 1):
            if other >= 0 and _holds(paragraphs[other][2], words):
                yield _hit(reading, paragraphs, n, other)
                break


def _sources_differ(one: list[Segment], other: list[Segment]) -> bool:
    """Whether two paragraphs translate two texts: then one of them is wrong, and not too many."""
    mine, its = [segment.source for segment in one], [segment.source for segment in other]
    return None not in (*mine, *its) and mine != its


def _sentences(reading: Reading) -> Iterator[Hit]:
    """Segments that repeat the one before them, or the headline at the head of a paragraph."""
    top = reading.paragraphs[0]
    headline = _without_stop(_read(reading, top[0])) if len(top) == 1 else []
    for group in reading.paragraphs:
        if len(group) == 1:
            continue
        before: list[str] = []
        for n, segment in enumerate(group):
            words = _read(reading, segment)
            plain = _without_stop(words)
            atop = n == 0 and 0 < segment.index < _TOP and plain == headline
            if (atop or (n > 0 and words == before)) and len(plain) >= _NEAR - 1:
                kept = (top[0] if atop else group[n - 1]).span
                yield _sentence(reading.text, segment.span, (kept.start, kept.end))
            before = words


def _read(reading: Reading, segment: Segment) -> list[str]:
    first, last = reading.bounds[segment.index]
    return reading.lower[first:last]


def _without_stop(words: list[str]) -> list[str]:
    return words[:-1] if words[-1:] == ["."] else words


def _sentence(text: str, span: Span, kept: tuple[int, int]) -> Hit:
    start, end = span.start, span.end
    if text[end : end + 1] == " ":
        end += 1
    elif text[start - 1 : start] == " ":
        start -= 1
    return Hit("this stands twice", at=(start, end), rewrites=("",), related=(kept,))


def _paragraph(reading: Reading, group: list[Segment]) -> Paragraph:
    """A paragraph with its words in small letters."""
    first, last = reading.bounds[group[0].index][0], reading.bounds[group[-1].index][1]
    words = tuple(compress(reading.lower[first:last], reading.are_words[first:last]))
    return group[0].span.start, group[-1].span.end, words, group[0].kind is Kind.ITEM


def _is_copy(text: str, paragraphs: list[Paragraph], n: int, m: int) -> bool:
    """Whether paragraph m repeats n, and is neither a refrain nor an item of a list."""
    (_, end, words, listed), (*_, also_listed) = paragraphs[n], paragraphs[m]
    if listed or also_listed:
        return False
    if n == 0 and m < _TOP and len(words) >= _HEADLINE and text[end - 1] not in ".;,":
        return len(paragraphs) > m + 1
    least = _NEAR if m - n == 1 else _FAR
    return len(words) >= least and len(set(words)) * 2 > len(words)


def _is_quote(text: str, words: tuple[str, ...]) -> bool:
    return len(words) >= _QUOTE and text[0] in '«“„"' and text[-1] in '»”"“'


def _holds(words: tuple[str, ...], quote: tuple[str, ...]) -> bool:
    """Whether a paragraph begins with the words of a quotation and goes on."""
    return len(words) > len(quote) and words[: len(quote)] == quote


def _hit(reading: Reading, paragraphs: list[Paragraph], n: int, kept: int) -> Hit:
    start, end = paragraphs[n][:2]
    what = "headline" if kept == 0 and n < _TOP else "paragraph"
    trailing = n == len(paragraphs) - 1
    return Hit(
        f"this {what} stands twice" if n > kept else "this quotation is repeated by what follows",
        at=(start, end),
        edits=deletion(reading.text, start, end, trailing=trailing),
        related=(paragraphs[kept][:2],),
    )


DETECTOR = Detector(
    rule="repeated-paragraph",
    page=__doc__,
    category="Design and markup",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(),
    find=find,
    flagged=(
        Flagged("Ferry is late\n\n⟦Ferry is late⟧\n\nThe ferry to Olmeda is late.\n", ""),
        Flagged("Ferry is late\n\nBy Ana Ruiz\n\n⟦Ferry is late⟧\n\nThe ferry is late.\n", ""),
        Flagged(
            "They met.\n\nThe talks went on until late in May.\n\n"
            "⟦The talks went on until late in May.⟧\n\nMore.",
            "",
        ),
        Flagged(
            "The talks between the two sides went on for days, until late in May.\n\nThey met."
            "\n\n⟦The talks between the two sides went on for days, until late in May.⟧\n\nMore.",
            "",
        ),
        Flagged(
            "They met.\n\n⟦“I paid them all I had”⟧\n\n“I paid them all I had,” she said.",
            "",
        ),
        Flagged("The two sides met on Monday. ⟦The two sides met on Monday. ⟧More.", ""),
        Flagged("The ferry is late in May\n\n⟦The ferry is late in May. ⟧It may sink.", ""),
        Flagged("They met.\n\nHe left the house on Monday.\n\n⟦HE LEFT THE HOUSE ON MONDAY.⟧", ""),
    ),
    passing=(
        "The rain, the rain\n\nIt fell.\n\nThe rain, the rain\n\nIt fell.\n\nThe rain, the rain",
        "Yes.\n\nYes.\n\nThey met on Monday.",
        "They met.\n\nWe shall not be moved.\n\nThey sang.\n\nWe shall not be moved.\n\nIt rained.",
        "- Send the form to us at once.\n- Send the form to us at once.\n",
        "Ferry is late\n\nThe ferry is late again, the port said.\n",
        "“I paid them all that I had.”\n\n“I did so as well,” she said.",
        "Ferry is late\n\nFerry is late",
        "The first flood took the bridge.\n\nThe second flood took the school.",
        "",
    ),
    misses=(
        Missed("They met. ⟦They met.⟧ It rained."),
        Missed("Ferry is late\n\n⟦The ferry is delayed⟧\n\nThe ferry to Olmeda is late."),
    ),
)
