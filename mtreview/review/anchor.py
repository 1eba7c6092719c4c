"""Where a decision stands in a text that may have changed since: an exact place, or none.

The same text, the same offsets. In another text the quoted words are looked for with what stood
around them: all of it, and once; else the finding of the same id, if there is one; else the place
where clearly most of it still stands. Two places that could be meant are no place: nothing here
guesses. One pass over the text serves all decisions.

A decision remembers CONTEXT characters on either side. Where another place of the same text looked
like its own it remembers more, enough to tell them apart (`surroundings`), and then all of it must
be there: else, if the place were deleted, its look-alike would be taken for it.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from mtreview.model import Action, Decision, Edit, Finding, Span

CONTEXT = 40
_WIDEST = 400
_GRAM = 24  # what a place must share to be looked at: the quoted words and one side of them
_CROWD = 200  # more look-alikes than this are not told apart
_EDGE = "\0" * _GRAM  # put at both ends of the text, so that every gram is of one length


def content_of(text: str) -> str:
    """Return the hash by which a text is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def identity(finding: str) -> str:
    """Return a finding's id without the number that tells it from its twins in one text."""
    return re.sub(r"-\d+$", "", finding) if "-" in finding else finding


def surroundings(
    text: str, span: Span, edit: Edit | None = None, *, repeated: bool = False
) -> tuple[str, str]:
    """Return what stands before and after a span, enough to tell it from any other place.

    It also reaches as far as `edit`; `repeated` says that another finding has the same identity.
    """
    width = _width(text, span)
    if edit is not None:
        width = max(width, span.start - edit.span.start, edit.span.end - span.end)
    if repeated:
        width = max(width, CONTEXT + 1)
    return text[max(0, span.start - width) : span.start], text[span.end : span.end + width]


class Anchor:
    """The places of decisions in one text."""

    def __init__(self, text: str, findings: Sequence[Finding] = ()) -> None:
        self.content = content_of(text)
        self._text = _EDGE + text + _EDGE
        self._by_identity: dict[str, tuple[Span, ...]] = {}
        for finding in findings:
            name = identity(finding.id)
            self._by_identity[name] = (*self._by_identity.get(name, ()), finding.span)
        self._places: dict[int, Span | None] = {}
        self._certain: set[int] = set()

    def has_twins(self, finding: Finding) -> bool:
        """Tell whether several findings have the identity of one."""
        return len(self._by_identity.get(identity(finding.id), ())) > 1

    def places(self, decisions: Iterable[Decision]) -> dict[int, Span]:
        """Return the span of each decision that finds its place, by the decision's number."""
        asked = [d for d in decisions if d.action is not Action.UNDO]
        for decision in asked:
            if decision.content == self.content:
                self._places[decision.number] = decision.span
        self._search([d for d in asked if d.number not in self._places])
        found = ((d.number, self._places[d.number]) for d in asked)
        return {number: span for number, span in found if span is not None}

    def _search(self, decisions: Sequence[Decision]) -> None:
        if not decisions:
            return
        quotes = [_Quote(decision) for decision in decisions]
        index = self._index({gram for quote in quotes for gram in quote.grams})
        for quote in quotes:
            self._places[quote.decision.number] = self._place(quote, index)
        self._part(decisions)

    def _index(self, grams: set[str]) -> dict[str, list[int]]:
        """Return where each gram stands, at most one more often than is of use."""
        text, found = self._text, {gram: list[int]() for gram in grams}
        for at in range(len(text) - _GRAM + 1):
            places = found.get(text[at : at + _GRAM])
            if places is not None and len(places) <= _CROWD:
                places.append(at)
        return found

    def _place(self, quote: "_Quote", index: dict[str, list[int]]) -> Span | None:
        left, right = (index[gram] for gram in quote.grams)
        if max(len(left), len(right)) > _CROWD:
            return None
        length = len(quote.decision.text)
        starts = {at + _GRAM - length for at in left} | set(right)
        shared = {at: quote.shared(self._text, at) for at in starts if quote.stands(self._text, at)}
        whole = [at for at, sides in shared.items() if sides == quote.sides]
        if len(whole) == 1 and not quote.short:
            self._certain.add(quote.decision.number)
            return self._span(quote, whole[0])
        if whole or quote.exacting:
            return None
        alike = self._by_identity.get(identity(quote.decision.finding), ())
        same = [span.start + _GRAM for span in alike]
        if len(same) == 1 and quote.alone and quote.stands(self._text, same[0]):
            return self._span(quote, same[0])
        return self._best(quote, shared)

    def _best(self, quote: "_Quote", shared: dict[int, tuple[int, int]]) -> Span | None:
        """Return the place that shares at least twice as much context as any other."""
        if not quote.decision.text:  # between two words nothing is quoted: both sides must speak
            shared = {at: sides for at, sides in shared.items() if min(sides) >= _GRAM // 2}
        ranked = sorted(((sum(sides), at) for at, sides in shared.items()), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] < 2 * max(1, ranked[1][0])):
            return None
        return self._span(quote, ranked[0][1])

    def _span(self, quote: "_Quote", at: int) -> Span | None:
        """Return the place in the text itself, if what the decision writes over still stands."""
        if not quote.overwrites_the_same(self._text, at):
            return None
        start = at - _GRAM
        return Span(start, start + len(quote.decision.text))

    def _part(self, decisions: Sequence[Decision]) -> None:
        """Give up where two places of one text seem to have become one, save what is certain."""
        claims: defaultdict[tuple[str, str, Span], set[Span]] = defaultdict(set)
        placed = [(d, span) for d in decisions if (span := self._places[d.number]) is not None]
        for sure in (True, False):
            for decision, span in placed:
                if (decision.number in self._certain) is sure:
                    claims[decision.content, decision.rule, span].add(decision.span)
            for decision, span in placed:
                claimed = claims[decision.content, decision.rule, span]
                if (decision.number in self._certain) is sure and len(claimed) > 1:
                    self._places[decision.number] = None


class _Quote:
    """What a decision remembers of its place."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.before, self.after = decision.before, decision.after
        self.sides = (len(self.before), len(self.after))
        remembered = self.before + decision.text + self.after
        here = Span(len(self.before), len(self.before) + len(decision.text))
        # A short text is remembered whole: that is little, but its look-alikes are in it.
        twins = any(True for _ in _look_alikes(remembered, here))
        self.exacting = twins or max(self.sides) > CONTEXT
        self.alone = remembered.count(decision.text) == 1
        self.short = len(remembered) < _GRAM
        # What was remembered in full and is still too short for a gram reaches over an edge.
        self.grams = (
            (_EDGE + self.before + decision.text)[-_GRAM:],
            (decision.text + self.after + _EDGE)[:_GRAM],
        )

    def stands(self, text: str, at: int) -> bool:
        """Tell whether the quoted words stand there, within the edges."""
        last = len(text) - _GRAM - len(self.decision.text)
        return _GRAM <= at <= last and text.startswith(self.decision.text, at)

    def shared(self, text: str, at: int) -> tuple[int, int]:
        """Return how many characters before and after the place are the same."""
        end = at + len(self.decision.text)
        low = max(0, at - len(self.before))
        return (
            _agreement(self.before[::-1], text[low:at][::-1]),
            _agreement(self.after, text[end : end + len(self.after)]),
        )

    def overwrites_the_same(self, text: str, at: int) -> bool:
        """Tell whether the characters that the edit replaces are those that it was made for."""
        edit, span = self.decision.edit, self.decision.span
        if edit is None:
            return True
        remembered = self.before + self.decision.text + self.after
        low = len(self.before) + edit.span.start - span.start
        high = low + edit.span.end - edit.span.start
        if low < 0 or high > len(remembered):
            return False
        start = at + edit.span.start - span.start
        return text[start : start + high - low] == remembered[low:high]


def _width(text: str, span: Span) -> int:
    """Return how much context it takes to tell a place from every other that looks like it."""
    before = text[max(0, span.start - _WIDEST) : span.start][::-1]
    after = text[span.end : span.end + _WIDEST]
    width = CONTEXT
    for at in _look_alikes(text, span):
        end = at + span.end - span.start
        sides = (
            (_agreement(before, text[max(0, at - _WIDEST) : at][::-1]), len(before)),
            (_agreement(after, text[end : end + _WIDEST]), len(after)),
        )
        # A side that agrees up to the edge of the text will never tell the two apart.
        telling = [shared + 1 for shared, length in sides if shared < length]
        width = max(width, CONTEXT + 1, min(telling, default=_WIDEST))
    return width


def _look_alikes(text: str, span: Span) -> Iterator[int]:
    """Yield the other places that `Anchor` would look at: the same words, and one side of them."""
    quoted = span.of(text)
    more = max(0, _GRAM - len(quoted))
    low, high = span.start - more, span.end + more
    # What reaches over an edge of the text has that edge as context, and no other place has it.
    left = _occurrences(text, text[low : span.end]) if low >= 0 else ()
    right = _occurrences(text, text[span.start : high]) if high <= len(text) else ()
    yield from (at + more for at in islice(left, _CROWD) if at != low)
    yield from (at for at in islice(right, _CROWD) if at != span.start)


def _occurrences(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _agreement(one: str, other: str) -> int:
    """Return how many characters two strings have in common at their begin."""
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))
