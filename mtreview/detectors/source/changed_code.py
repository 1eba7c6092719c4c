"""A placeholder or a tag of the source is changed or missing in the translation.

Programs put values in the place of {name} and %d, and print <b> as bold. An engine that takes such
a code for words translates it, puts spaces into it, or leaves it out; then the program fails, or
the reader meets the code.

    Source: Noch %d Karten für {stadt} verfügbar. Anmeldung <b>bis Mai</b>.
    Faulty: Still % D tickets available for {city}. Registration until May.

    Instead: Still %d tickets available for {stadt}. Registration <b>until May</b>.

Codes are compared by what is written, in any order, and however often each stands. It needs the
source. A code that is changed is written as in the
source; one that is missing has a rewrite only where its place is clear. Missed: codes in another
notation than braces, percent signs, double square brackets and tags.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Whole
from mtreview.detectors.source.beside_source import Beside, besides
from mtreview.detectors.source.codes import Code, codes, garbled
from mtreview.model import Severity
from mtreview.tokens import Reading

_WORD = re.compile(r"[\w'’.,-]*[\w'’]")
_LEADING = re.compile(
    r"(?:\b(?:about|after|at|before|by|for|from|in|of|on|the|to|until|with)\s+)+$"
)
_AFTER = re.compile(r"\s*([,.!?;:])")


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Compare the codes of every segment with those of its source."""
    beside: dict[int, Beside] | None = None
    for segment in reading.document.segments:
        if not segment.source or not (theirs := codes(segment.source)):
            continue
        if beside is None:
            beside = {other.index: pair for other, pair in besides(reading)}
        text, at = segment.span.of(reading.text), segment.span.start
        changed, lost = _compare(text, theirs)
        for code, start, end in changed:
            message = f"the source has “{code.text}” here"
            yield Hit(message, at=(at + start, at + end), rewrites=(code.text,))
        for code in lost:
            start, end, rewrites = _missing(text, segment.source, code, beside.get(segment.index))
            message = f"“{code.text}” of the source is missing"
            yield Hit(message, at=(at + start, at + end), rewrites=rewrites)


def _compare(text: str, theirs: list[Code]) -> tuple[list[tuple[Code, int, int]], list[Code]]:
    """Codes of the source that are written otherwise, with where; and those that are missing."""
    ours, wanted = codes(text), {code.text for code in theirs}
    written = {code.text for code in ours}
    spare = [code for code in ours if code.text not in wanted]
    changed, lost = [], []
    for code in {c.text: c for c in reversed(theirs) if c.text not in written}.values():
        if match := garbled(code, text):
            spare = [c for c in spare if not match.start() <= c.start < match.end()]
            changed.append((code, match.start(), match.end()))
        elif like := [c for c in spare if _form(c.text) == _form(code.text)]:
            spare.remove(like[0])
            changed.append((code, like[0].start, like[0].end))
        else:
            lost.append(code)
    # A closing tag is told of with the one that it closes.
    opened = {code.text[1:-1].split()[0] for code in lost if code.kind == "tag"}
    return changed, [
        c for c in lost if c.text.lstrip("</").rstrip(">") not in opened or c.text[1] != "/"
    ]


def _form(code: str) -> str:
    """What a code is but for its name: braces, two braces, an opening tag, a closing one."""
    return re.sub(r"\w+.*\w|\w+", "", code)


Missing = tuple[int, int, tuple[str, ...]]  # from where to where, and what to write there


def _missing(text: str, source: str, code: Code, pair: Beside | None) -> Missing:
    if code.kind == "tag" and pair and (name := re.match(r"<(\w+)", code.text)):
        closing = f"</{name[1]}>"
        close = source.find(closing, code.end)
        if close >= 0 and closing not in text and (place := _rendering(pair, code.end, close)):
            return *place, (f"{code.text}{text[place[0] : place[1]]}{closing}",)
    if (
        pair
        and (mark := _AFTER.match(source, code.end))
        and text.count(mark[1]) == source.count(mark[1])
    ):
        nth = source.count(mark[1], 0, code.end)
        end = [m.start() for m in re.finditer(re.escape(mark[1]), text)][nth]
        for added in pair.added:
            if added.end == end:  # a word that stands for the code: Hello customer,
                return added.start, end, (code.text,)
        return end, end, (f" {code.text}",)
    before = [ours for theirs, ours in pair.links if theirs <= code.start] if pair else []
    at = before[-1] if before else 0 if code.start == 0 else len(text)
    return at, at, ()


def _rendering(pair: Beside, start: int, end: int) -> tuple[int, int] | None:
    """Where the words of a stretch of the source are rendered, with what leads up to them."""
    inside = [ours for theirs, ours in pair.links if start < theirs <= end]
    outside = {ours for theirs, ours in pair.links if not start < theirs <= end}
    words = [m.span() for m in _WORD.finditer(pair.text)]
    found = sorted(
        w for w in words for end_ in inside if w[0] < end_ <= w[1] and end_ not in outside
    )
    if not found:
        return None
    first, last = found[0][0], found[-1][1]
    leading = _LEADING.search(pair.text[:first])
    lead = pair.source[start:end].split()
    if leading and len(lead) > 1 and lead[0].islower():
        first = leading.start()
    return first, last


DETECTOR = Detector(
    rule="changed-code",
    page=__doc__,
    category="Design and markup",
    severity=Severity.MAJOR,
    confidence=0.95,
    watch=Whole(source=True),
    find=find,
    flagged=(
        Flagged(
            "There are ⟦% D⟧ free rooms in the old town.",
            "%d",
            "Es gibt %d freie Zimmer in der Altstadt.",
        ),
        Flagged(
            "The folder ⟦{folder}⟧ was removed by {user}.",
            "{mappe}",
            "Der Ordner {mappe} wurde von {user} entfernt.",
        ),
        Flagged(
            "Your code, ⟦{ Code }⟧, is valid for one hour.",
            "{code}",
            "Ihr Code, {code}, ist eine Stunde lang gültig.",
        ),
        Flagged(
            "Doors close ⟦on Monday⟧ at noon.",
            "<b>on Monday</b>",
            "Les portes ferment <b>le lundi</b> à midi.",
        ),
        Flagged(
            "Welcome⟦⟧, your account was opened today.",
            " {name}",
            "Willkommen {name}, Ihr Konto wurde heute eröffnet.",
        ),
        Flagged(
            "It was signed⟦⟧ by mayors and farmers.",
            None,
            "Fue firmado por %1$s alcaldes y agricultores de aquí.",
        ),
    ),
    passing=(
        "There are %d rooms.",
        "Dear {name}, the vote is on Monday.",
        "Use <b> here.",
        "",
    ),
    faithful=(
        ("In {city}, {count} rooms are free.", "{count} Zimmer sind in {city} frei."),
        ("Save <b>50%</b> until Sunday.", "Sparen Sie <b>50 %</b> bis Sonntag."),
        ("The share rose by 5 %.", "Der Anteil stieg um 5 %."),
        ("It holds if a < b.", "Es gilt, wenn a < b und b > c gilt."),
        ("The value %s is unknown.", "Der Wert %s ist unbekannt."),
        ("Page {0} of {1}", "Seite {0} von {1}"),
        ("He [the minister] left.", "Er [der Minister] ging."),
        ("The set {1, 2} is small.", "Die Menge {1, 2} ist klein."),
        ("%s was sent to %s.", "%s wurde an %s gesendet."),
    ),
)
