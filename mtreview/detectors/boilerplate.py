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
from mtreview.detectors.lines import BREAK, Line, deletion, lines
from mtreview.detectors.page_lines import AGENCY, CAPITALS, CREDIT, OPENERS, UNNAMED, kind_of
from mtreview.model import Severity
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
_MESSAGES = {
    "photo credit": "a photo credit, with its caption if there is one, is not part of the article",
    "bare word": "this line belongs to the web page, not to the article",
    "web page": "this line belongs to the web page, not to the article",
}


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge each line, then mark those of the page with the deletion that fits their place."""
    if reading.document.format in _INTERFACES:
        return
    every = list(lines(reading))
    kinds = [_kind(reading, *line) for line in every]
    for n in range(1, len(every)):  # the headline is no caption
        if kinds[n] is None and _is_bare_caption(reading, every[n], every[n + 1 : n + 3]):
            kinds[n] = "photo credit"
    if not any(kinds):
        return
    prose = any(
        kind is None and last - first > _PROSE_WORDS
        for kind, (_, _, (first, last)) in zip(kinds, every, strict=True)
    )
    if not prose:
        kinds = [None if kind == "bare word" else kind for kind in kinds]
    tail = len(every)  # from here on, all is of the page
    while tail > 0 and kinds[tail - 1]:
        tail -= 1
    for n, ((start, end, _), kind) in enumerate(zip(every, kinds, strict=True)):
        if kind:
            message = _MESSAGES.get(
                kind, f"this line of the web page ({kind}) is no part of the article"
            )
            yield Hit(
                message,
                at=(start, end),
                edits=deletion(reading.text, start, end, trailing=n >= tail > 0),
                safe=kind in _SURE,
            )


def _kind(reading: Reading, start: int, end: int, tokens: tuple[int, int]) -> str | None:
    """What of the page a line is; None for a line of the article."""
    first, last = tokens
    if end - start > _LONGEST or first == last:
        return None
    line = reading.text[start:end]
    head = reading.lower[first]
    if (head in OPENERS or not head.isalpha()) and (kind := kind_of(line)):
        return kind
    if line[-1] == ")" or "/" in line or ":" in line or "©" in line:
        return "photo credit" if _is_credit(line) else None
    return None


def _is_credit(line: str) -> bool:
    """Whether the line is a credit, or a short caption that ends in one."""
    if BREAK.search(line):
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


def _is_bare_caption(reading: Reading, line: Line, following: list[Line]) -> bool:
    """Whether a line between running text ends in nothing but an agency or a photographer."""
    start, end, _ = line
    if reading.text[end - 1] not in ")" and not reading.text[end - 1].isupper():
        return False
    prose = any(tokens[1] - tokens[0] > _PROSE_WORDS for *_, tokens in following)
    if end - start > _LONGEST or not prose:
        return False
    text = reading.text[start:end]
    found = UNNAMED.fullmatch(text)
    if not found or not _is_caption(found["caption"]) or BREAK.search(text):
        return False
    words = found["caption"].split()
    initials = "".join(word[0] for word in words).upper()
    titled = sum(word[0].isupper() for word in words) * 2 > len(words)
    return not titled and words[-1][-1] != "." and found["names"].strip("()") not in initials


def _is_caption(text: str) -> bool:
    """Whether what stands before a credit is short, one segment and no quotation."""
    return (
        text[:1] not in _QUOTES
        and len(text.split()) <= _CAPTION_WORDS
        and not _SECOND.search(text.rstrip(" /|(©"))
    )


def _may_be_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _SMALL


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
        Flagged(
            "Smoke.\n\n⟦Two men look at a burnt shed near Olmeda on Monday (Al-Nahr)⟧\n\n"
            "It burned for days until the rain came at last and the river rose.",
            "",
        ),
        Flagged(
            "Smoke.\n\n⟦Ana Ruiz in front of a burnt shed JAN NOVÁK⟧\n\n"
            "It burned for days until the rain came at last and the river rose.",
            "",
        ),
        Flagged("Smoke.\n\n⟦By Ana Ruiz, special envoy to Olmeda⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦By Ana Ruiz and Jan Novák | 12 March 2021⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦(Editor: Ana Ruiz)⟧\n", ""),
        Flagged("Smoke.\n\n⟦Source: Olmeda Daily News⟧\n", ""),
        Flagged("Smoke.\n\n⟦Illustrative photo⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦17:40, 3 May | 212 views⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦Print | Share | A+ A-⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦Noticed an error? Highlight it and press Ctrl+Enter⟧\n", ""),
        Flagged("Smoke.\n\n⟦We use cookies to offer you a better site. Accept⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦Subscribe to our channel on YouTube⟧\n", ""),
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
        "Smoke.\n\nBy his own account, Jan Novák, editor, had never been there.\n\nIt burned.",
        "Smoke.\n\nBy Popular Demand\n\nIt burned.",
        "Smoke.\n\nFrom Novak With Love\n\nIt burned.",
        "Smoke.\n\nThe firms that sell goods in the European Economic Area (EEA)\n\n"
        "It burned for days until the rain came at last and the river rose.",
        "Smoke.\n\nThe house votes on the role of NATO\n\n"
        "It burned for days until the rain came at last and the river rose.",
        "We use cookies on our tea table, and crumbs fall.",
        "Print, save and open are verbs.",
        "At 14:35 on 27 March the bridge fell.",
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
