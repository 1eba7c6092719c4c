"""A decision finds its place in a changed text exactly, or is lost; it is never put elsewhere."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview.model import Action, Decision, Edit, Finding, Severity, Span
from mtreview.review.anchor import CONTEXT, Anchor, content_of, surroundings

STORY = (
    "The minister said on Monday that the forces Russian armies had left the town before dawn.\n"
    "\n"
    "Nobody was hurt, and the mayor opened the bridge again at noon under a heavy rain.\n"
)


def decided(text: str, span: Span, edit: Edit | None = None, **more: object) -> Decision:
    before, after = surroundings(text, span, edit)
    made = Decision(
        action=Action.EDIT if edit else Action.DISMISS,
        finding="f0",
        rule="rule",
        span=span,
        text=span.of(text),
        before=before,
        after=after,
        edit=edit,
        content=content_of(text),
        number=1,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def found(text: str, *spans: Span, id: str = "f0") -> list[Finding]:
    return [
        Finding(id, "rule", 0, span, span.of(text), "Style", Severity.MINOR, 0.9, "-")
        for span in spans
    ]


def at(text: str, quoted: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quoted, start + 1)
    return Span(start, start + len(quoted))


def place(decision: Decision, text: str, findings: list[Finding] | None = None) -> Span | None:
    return Anchor(text, findings or ()).places([decision]).get(decision.number)


ARMIES = "forces Russian armies"
CHANGES = {
    "nothing": STORY,
    "a new first paragraph": "By our correspondent\n\n" + STORY,
    "words further on": STORY.replace("heavy rain", "light drizzle"),
    "everything after it in the paragraph": STORY.replace(" had left the town", " were gone"),
    "everything before it": "We hear that the " + STORY[STORY.index(ARMIES) :],
    "a repeated paragraph of its own": STORY + "\n\n" + STORY.splitlines()[2],
}


@pytest.mark.parametrize("name", CHANGES)
def test_found_again(name: str) -> None:
    text = CHANGES[name]
    assert place(decided(STORY, at(STORY, ARMIES)), text) == at(text, ARMIES)


LOSSES = {
    "deleted": STORY.replace(ARMIES, "troops"),
    "changed": STORY.replace(ARMIES, "forces Russian army"),
    "emptied": "",
    "twice now, word for word": STORY + STORY,
}


@pytest.mark.parametrize("name", LOSSES)
def test_lost(name: str) -> None:
    assert place(decided(STORY, at(STORY, ARMIES)), LOSSES[name]) is None


def test_the_same_text_needs_no_search_even_where_everything_repeats() -> None:
    text = "the the " * 500
    span = Span(8 * 123, 8 * 123 + 7)
    assert place(decided(text, span), text) == span


def test_a_look_alike_is_not_taken_for_a_place_that_is_gone() -> None:
    line = "Read also: the forces Russian armies have left the town, says the mayor of the town.\n"
    text = "One.\n" + line + "Two is quite another matter.\n" + line + "Three.\n"
    first, second = (decided(text, at(text, ARMIES, n), number=n + 1) for n in (0, 1))
    without_first = text.replace(line, "", 1)
    places = Anchor(without_first).places([first, second])
    assert places == {2: at(without_first, ARMIES)}


def test_a_look_alike_does_not_keep_a_place_from_being_found() -> None:
    line = "Read also: the forces Russian armies have left the town, says the mayor of the town.\n"
    text = (
        "One.\n" + line + "Two is quite another matter.\n" + line + "Three.\n" + "And more. " * 30
    )
    made = [decided(text, at(text, ARMIES, n), number=n + 1) for n in (0, 1)]
    changed = "A new title, and a new line below it.\n" + text.replace("And more.", "No more.")
    assert Anchor(changed).places(made) == {1: at(changed, ARMIES), 2: at(changed, ARMIES, 1)}


def test_the_finding_of_the_same_id_is_the_place_when_the_context_is_gone() -> None:
    text = "He said the the end was near, as the old man had always told him at supper."
    new = "She wrote the the end, though nobody here had asked for it."
    decision = decided(text, at(text, "the the"))
    assert place(decision, new) is None
    assert place(decision, new, found(new, at(new, "the the"))) == at(new, "the the")


def test_one_of_two_twins_is_not_chosen_by_its_id() -> None:
    text = "He said the the end was near, as the old man had always told him at supper."
    new = "She wrote the the end, though nobody. But he wrote the the end."
    twins = [
        *found(new, at(new, "the the"), id="f0"),
        *found(new, at(new, "the the", 1), id="f0-2"),
    ]
    assert place(decided(text, at(text, "the the")), new, twins) is None


def test_an_omission_finds_its_place_between_its_words() -> None:
    text = STORY
    gap = Span(text.index(" hurt"), text.index(" hurt"))
    changed = "A line before.\n" + text.replace("noon", "one o'clock")
    moved = changed.index(" hurt")
    assert place(decided(text, gap), changed) == Span(moved, moved)
    assert place(decided(text, gap), text.replace("Nobody was hurt", "All were well")) is None


def test_a_decision_is_lost_when_what_it_writes_over_has_changed() -> None:
    span = at(STORY, "Russian")
    wide = Edit(
        at(STORY, "the forces Russian armies had left the town before dawn"), "they had gone"
    )
    decision = decided(STORY, span, wide)
    assert place(decision, "New.\n" + STORY) == span.shift(5)
    assert place(decision, STORY.replace("before dawn", "at night")) is None


def test_two_places_of_one_text_do_not_become_one() -> None:
    text = "It was the the sea that we saw from our own house. It was a the the sun that we saw."
    one, two = (decided(text, at(text, "the the", n), number=n + 1) for n in (0, 1))
    merged = "And it was the the sun that we saw."
    assert len(Anchor(merged).places([one, two])) <= 1


def test_context_is_no_longer_than_it_must_be() -> None:
    before, after = surroundings(STORY, at(STORY, "dawn"))
    assert (len(before), len(after)) == (CONTEXT, CONTEXT)
    line = "the forces Russian armies have left\n"
    text = "x" * 60 + line + "y" * 60 + line + "z" * 60
    before, after = surroundings(text, at(text, ARMIES))
    assert len(before) == len(after) == CONTEXT + 1


words = st.sampled_from(["the ", "the ", "forces ", "army ", "a ", "of ", ". ", "\n", "Tokayev "])
texts = st.lists(words, min_size=4, max_size=80).map("".join)
fresh = st.text(alphabet="ЖЯЩ", min_size=1, max_size=6)


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, Span, Span, str]:
    """A text, a span in it, and a region that something new takes the place of."""
    text = draw(texts)
    cuts = st.integers(0, len(text))
    span = Span(*sorted((draw(cuts), draw(cuts))))
    region = Span(*sorted((draw(cuts), draw(cuts))))
    return text, Span(span.start, min(span.end, span.start + 12)), region, draw(fresh)


@given(changes())
def test_never_elsewhere(change: tuple[str, Span, Span, str]) -> None:
    text, span, region, new = change
    changed = text[: region.start] + new + text[region.end :]
    if region.start >= span.end:
        truth: Span | None = span
    elif region.end <= span.start:
        truth = span.shift(len(new) - (region.end - region.start))
    else:
        truth = None
    got = place(decided(text, span), changed)
    if span.start < span.end:
        assert got in (None, truth)
    else:  # where something new stands in its place, an omission may be before it or after it
        edges = (region.start, region.start + len(new))
        assert got in (None, truth, *(Span(edge, edge) for edge in edges))


@given(changes())
def test_always_found_when_the_change_is_elsewhere(change: tuple[str, Span, Span, str]) -> None:
    text, span, region, new = change
    decision = decided(text, span)
    low, high = span.start - len(decision.before), span.end + len(decision.after)
    changed = text[: region.start] + new + text[region.end :]
    if high - low < 24 or high - low > 500:  # too little to tell a place by, or told by nothing
        return
    if region.end <= low:
        assert place(decision, changed) == span.shift(len(new) - (region.end - region.start))
    if region.start >= high:
        assert place(decision, changed) == span
