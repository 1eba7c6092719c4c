"""A line belongs to the web page and not to the article.

Text copied from a page carries what stands around the article: the reading time, the comment box,
share and newsletter links, "Read also", photo credits, dates of publication, cookie notices.
Translated along with the article, it often comes out in odd words ("To read also").

    Faulty: Reading time: 2 mins
    Faulty: Smoke over the harbour. © Ana Ruiz / Agence Nord

    Instead: nothing; the line is deleted with its line break.

Only a line that is nothing else is marked; "Share this article of faith" passes, and so do the
strings of a program's interface (PO, XLIFF, TMX) and a document of one segment beside its source. A
bare "Share" or "Advertisement" counts only beside running text. Missed: names of sites and agencies
without a sign of what they are, lines inside a wrapped paragraph, captions without a credit.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.page.lines import Line, deletion, is_row, lines
from mtreview.detectors.page.page_credits import is_bare_caption, is_credit, is_signature
from mtreview.detectors.page.page_lines import OPENERS, kind_of
from mtreview.model import Severity, Trait
from mtreview.tokens import Reading

_LONGEST = 240
_MOST_SEGMENTS = 4
_PROSE_WORDS = 12

_SURE = frozenset("reading time|comment box|share link".split("|"))
_MESSAGES = {
    "photo credit": "a photo credit, with its caption if there is one, is not part of the article",
    "bare word": "this line belongs to the web page, not to the article",
    "web page": "this line belongs to the web page, not to the article",
}


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge each line, then mark those of the page with the deletion that fits their place."""
    if Trait.STRINGS in reading.document.traits or is_row(reading):
        return
    every = list(lines(reading))
    kinds = [_kind(reading, *line) for line in every]
    for n in range(1, len(every)):  # the headline is no caption
        if kinds[n] is None and _is_caption(reading, every, n):
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
    if head not in OPENERS and is_signature(line):
        return "byline"
    if line[-1] in ")]" or "/" in line or ":" in line or "©" in line:
        return "photo credit" if is_credit(line) else None
    return None


def _is_caption(reading: Reading, every: list[Line], n: int) -> bool:
    """Whether line n, with running text after it, is a caption that ends in a name."""
    start, end, _ = every[n]
    sign = reading.text[end - 1]
    if end - start > _LONGEST or not (sign == ")" or sign.isupper()):
        return False
    prose = any(last - first > _PROSE_WORDS for *_, (first, last) in every[n + 1 : n + 3])
    return prose and is_bare_caption(reading.text[start:end])


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
        Flagged("Smoke.\n\n⟦Ana Ruiz, Olmeda correspondent⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦Source: Olmeda Daily News⟧\n", ""),
        Flagged("Smoke.\n\n⟦Illustrative photo⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦“Olmeda Daily” 2021. All rights reserved⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦17:40, 3 May | 212 views⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦Print | Share | A+ A-⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦Noticed an error? Highlight it and press Ctrl+Enter⟧\n", ""),
        Flagged("Smoke.\n\n⟦We use cookies to offer you a better site. Accept⟧\n\nIt burned.", ""),
        Flagged("Smoke.\n\n⟦Subscribe to our channel on YouTube⟧\n", ""),
        Flagged("The vote is on Monday.\n\n⟦Follow us on Telegram and Facebook⟧\n", ""),
    ),
    faithful=(("Reading time: 2 mins", "Temps de lecture : 2 min"),),
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
