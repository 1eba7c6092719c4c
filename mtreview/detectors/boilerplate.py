"""A line belongs to the web page and not to the article.

Text copied from a page carries what stands around the article: the reading time, the comment box,
share and newsletter links, "Read also", photo credits, dates of publication, cookie notices.
Translated along with the article, it often comes out in odd words ("To read also").

    Faulty: Reading time: 2 mins
    Faulty: Smoke over the harbour. © Ana Ruiz / Agence Nord

    Instead: nothing; the line is deleted with its line break.

Only a line that is nothing else is marked; "Share this article of faith" passes, and so do the
strings of a program's interface (PO, XLIFF). A bare "Share" or "Advertisement" counts only beside
running text. Missed: names of sites and agencies without a sign of what they are, lines inside a
wrapped paragraph, captions without a credit.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.page_lines import AGENCY, CAPITALS, CREDIT, KINDS, LINE, OPENERS
from mtreview.model import Edit, Segment, Severity, Span
from mtreview.tokens import Reading

_LONGEST = 240
_MOST_SEGMENTS = 4
_PROSE_WORDS = 12
_CAPTION_WORDS = 35
_CREDIT_WORDS = 9
_QUOTES = ("“", '"', "«", "„")
_AGENCY_LETTERS = 6  # an agency may be in small letters: afp
_INTERFACES = frozenset("po xliff".split())

_SURE = frozenset("reading time|comment box|share link".split("|"))
_SMALL = frozenset(
    "a al and at by courtesy da de del der di du el et for from in la le of on the van von "
    "via y".split()
)
# A stop in the midst of a caption: another follows that is no credit.
_SECOND = re.compile(
    r"\w{2}[.!?…][\"'”’)]*\s*[\"'“‘(]?(?!(?:photo|image|credit|ph\b))[^\W\d_]", re.I
)
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_MESSAGES = {
    "photo credit": "a photo credit, with its caption if there is one, is not part of the article",
    "bare word": "this line belongs to the web page, not to the article",
    "web page": "this line belongs to the web page, not to the article",
}


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge each line, then mark those of the page with the deletion that fits their place."""
    if reading.document.format in _INTERFACES:
        return
    lines = list(_lines(reading))
    kinds = [_kind(reading, *line) for line in lines]
    if not any(kinds):
        return
    prose = any(
        kind is None and last - first > _PROSE_WORDS
        for kind, (_, _, (first, last)) in zip(kinds, lines, strict=True)
    )
    if not prose:
        kinds = [None if kind == "bare word" else kind for kind in kinds]
    tail = len(lines)  # from here on, all is of the page
    while tail > 0 and kinds[tail - 1]:
        tail -= 1
    for n, ((start, end, _), kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind:
            message = _MESSAGES.get(
                kind, f"this line of the web page ({kind}) is no part of the article"
            )
            yield Hit(
                message,
                at=(start, end),
                edits=_deletion(reading.text, start, end, trailing=n >= tail > 0),
                safe=kind in _SURE,
            )


def _lines(reading: Reading) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Each line that is made of whole segments: its characters and its tokens."""
    text = reading.text
    group: list[tuple[Segment, tuple[int, int]]] = []
    for segment, bounds in zip(reading.document.segments, reading.bounds, strict=True):
        if group and _BREAK.search(text, group[-1][0].span.end, segment.span.start):
            yield _line(group)
            group = []
        group.append((segment, bounds))
    if group:
        yield _line(group)


def _line(group: list[tuple[Segment, tuple[int, int]]]) -> tuple[int, int, tuple[int, int]]:
    tokens = group[0][1][0], group[-1][1][1]
    return group[0][0].span.start, group[-1][0].span.end, tokens


def _kind(reading: Reading, start: int, end: int, tokens: tuple[int, int]) -> str | None:
    """What of the page a line is; None for a line of the article."""
    first, last = tokens
    if end - start > _LONGEST or first == last:
        return None
    line = reading.text[start:end]
    head = reading.lower[first]
    if head in OPENERS or not head.isalpha():
        found = LINE.fullmatch(" ".join(line.split()))
        if found and found.lastgroup:
            return KINDS[int(found.lastgroup[1:])][0]
    if line[-1] == ")" or "/" in line or ":" in line or "©" in line:
        return "photo credit" if _is_credit(line) else None
    return None


def _is_credit(line: str) -> bool:
    """Whether the line is a credit, or a short caption that ends in one."""
    if _BREAK.search(line):
        return False
    found = AGENCY.fullmatch(line) or CAPITALS.fullmatch(line) or CREDIT.search(line)
    if not found or not _is_caption(line[: found.start("names")]):
        return False
    names = [word.strip("()[].,;'\"’“”") for word in re.split(r"[\s/|]+", found["names"])]
    named = [word for word in names if word]
    return (
        0 < len(named) <= _CREDIT_WORDS
        and named[-1] not in _SMALL
        and all(map(_may_be_name, named[:-1]))
        and (_may_be_name(named[-1]) or ("©" in line and len(named[-1]) < _AGENCY_LETTERS))
    )


def _is_caption(text: str) -> bool:
    """Whether what stands before a credit is short, one segment and no quotation."""
    return (
        text[:1] not in _QUOTES
        and len(text.split()) <= _CAPTION_WORDS
        and not _SECOND.search(text.rstrip(" /|(©"))
    )


def _may_be_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _SMALL


def _deletion(text: str, start: int, end: int, *, trailing: bool) -> tuple[Edit, ...]:
    """Delete a line with the break that leaves its neighbours as far apart as they were.

    That is the break after it, or the one before it at the end of the text and at the end of a
    paragraph. A line that shares its row with markup has no deletion.
    """
    before, after = start, end
    while before > 0 and text[before - 1].isspace():
        before -= 1
    while after < len(text) and text[after].isspace():
        after += 1
    above = [match.end() for match in _BREAK.finditer(text, before, start)]
    below = [match.end() for match in _BREAK.finditer(text, end, after)]
    if (before > 0 and not above) or (after < len(text) and not below):
        return ()
    begin = above[-1] if above else before
    if before == 0 and trailing:
        return (Edit(Span(begin, end), ""),)
    if trailing or (before > 0 and len(above) < len(below)):
        return (Edit(Span(before, end), ""),)
    return (Edit(Span(begin, below[-1] if below else after), ""),)


DETECTOR = Detector(
    rule="page-boilerplate",
    page=__doc__,
    category="Design and markup",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(),
    find=find,
    flagged=(
        Flagged("The vote is on Monday.\n\n⟦Reading time: 2 mins⟧\n\nIt will be close.\n", ""),
        Flagged("The vote is on Monday.\n\n⟦Leave a Comment⟧\n", ""),
        Flagged("⟦4 min read⟧\n\nThe vote is on Monday.\n", ""),
        Flagged("The vote is on Monday.\n⟦Share this article on Facebook⟧\nIt will be close.", ""),
        Flagged("The vote is on Monday.\n\n⟦To be read also: Who leads the polls?⟧\n\nMore.", ""),
        Flagged("The vote is on Monday.\n\n⟦Read also A country on strike⟧\n\nIt is close.", ""),
        Flagged("Smoke.\n\n⟦The harbour on Sunday. © Ana Ruiz / Agence Nord⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦A burnt shed. / Photo: Jan Novák⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦Xin News Agency (Photo: Mo Li)⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦Published on January 27, 2022 at 10:14⟧\n\nIt burned.", ""),
        Flagged("The vote is on Monday.\n\n⟦Subscribe to our weekly newsletter⟧", ""),
        Flagged("The vote is on Monday.\n\n⟦Article reserved for subscribers⟧\n\nMore.", ""),
        Flagged("The vote is on Monday.\n\n⟦12 comments⟧\n", ""),
        Flagged(
            "After months of talks the two sides will at last put their plans to a vote.\n\n"
            "⟦Advertisement⟧\n\nMore.",
            "",
        ),
        Flagged("Smoke.\n\n⟦A burnt shed (ph. Jan Novák)⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦A burnt shed by the river. / JAN NOVÁK⟧\n\nIt burned.", ""),
        Flagged("The vote is on Monday.\n\n⟦Share Tweet Send by email⟧\n", ""),
        Flagged("⟦Home > Region > Politics⟧\n\nThe vote is on Monday.\n", ""),
        Flagged("The vote is on Monday.\n\n⟦Follow us on Telegram and Facebook⟧\n", ""),
    ),
    passing=(
        "Share this article of faith with your neighbours.",
        "Reading time is a pleasure for children of all ages.",
        "The minister left a comment on the page.",
        "Leave a comment unanswered and it will come back.",
        "Read more books, the minister told pupils.",
        "Published in 1925, the novel was slow to find readers.",
        "Updated rules apply from May.",
        "Subscribe to the principle or resign, he was told.",
        "Comments by the minister drew fire. He took two minutes to read them.",
        "The photo shows Ana Ruiz / Agence Nord at work on Sunday.",
        "He took one photo: the burnt shed.",
        "Follow us into the garden.",
        "Share prices fell. Tweet storms rose. Print runs shrank.",
        "Home is where the heart is. Report an error to your teacher, he said.",
        "Status: it is complicated.",
        "Nobody came. The taxis were empty. It rained. The queue (ph. Jan Novák)",
        "“Of course I am going to melt, and you as well.” © Nathan’s Book",
        "He did so.The queue for taxis (ph. Jan Novák)",
        "She is a doctor (Ph.D. Harvard) and a poet.",
        "The paper is good for either/or and/or NATO / EU members.",
        "Advertisement",
        "Three things matter: bread / wine / song.",
        "Tags are cheap: use them.",
        "Continue reading the contract before signing it.",
        "Cookies are baked at noon.",
        "...",
        "",
    ),
    misses=(
        Missed("⟦Harbour Chronicle⟧\n\nThe vote is on Monday. It will be close."),
        Missed("The vote is on Monday, ⟦read our live blog here⟧, and it will be close."),
    ),
)
