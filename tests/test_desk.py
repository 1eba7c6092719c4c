"""The desk: state is the fold of the log, undo always works, a restart and a rival lose nothing."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtreview.errors import InputError
from mtreview.formats import read_bytes, write
from mtreview.model import (
    Action,
    Decision,
    Document,
    Edit,
    Finding,
    Inline,
    Result,
    Score,
    Segment,
    Severity,
    Span,
    Suggestion,
)
from mtreview.outcomes import State
from mtreview.review.anchor import Anchor, content_of, surroundings
from mtreview.review.desk import Desk, Refused
from mtreview.review.fold import fold, open_items
from mtreview.review.patch import Patch, closed_up
from mtreview.review.session import Session
from mtreview.review.walk import next_open

MARK = re.compile(r"⟦([^|⟧]*)((?:\|[^|⟧]*)*)⟧")


def checked(marked: str) -> Result:
    """Return a document whose findings are ⟦marked|with|suggestions⟧, a segment a line."""
    text, last = "", 0
    found: list[Finding] = []
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        span = Span(len(text), len(text) + len(match[1]))
        text += match[1]
        last = match.end()
        suggestions = tuple(Suggestion(span, s) for s in match[2].split("|")[1:])
        found.append(finding(f"{match[1]}:{marked[: match.start()][-9:]}", span, match[1]))
        found[-1] = replace(found[-1], suggestions=suggestions)
    text += marked[last:]
    segments = tuple(
        Segment(n, Span(*match.span())) for n, match in enumerate(re.finditer(r"[^\r\n]+", text))
    )
    at = [next(s.index for s in segments if s.span.covers(f.span)) for f in found]
    found = [replace(f, segment=index) for f, index in zip(found, at, strict=True)]
    return result(Document("a.txt", text, segments), found)


def finding(id: str, span: Span, text: str) -> Finding:
    return Finding(id, "rule", 0, span, text, "Style", Severity.MAJOR, 0.9, "-")


def other(span: Span, rewrite: str) -> Finding:
    """A finding of another rule in STORY."""
    wide = finding("wide", span, span.of(STORY.document.text))
    return replace(wide, rule="other", segment=1, suggestions=(Suggestion(span, rewrite),))


def result(document: Document, found: list[Finding]) -> Result:
    return Result(document, tuple(found), (), Score(100.0, 0.0, 1), "")


@contextmanager
def desk(folder: Path, checked: Result, reviewer: str = "Ada") -> Iterator[Desk]:
    with Session(folder / "session.db", reviewer=reviewer) as session:
        yield Desk(session, checked, folder / "a.txt")


STORY = checked(
    "The ⟦teh|the⟧ first.\nAll ⟦forces Russian armies|Russian armed forces|Russian forces⟧ left.\n"
    "It ⟦is is|is⟧ over, ⟦says he⟧.\n"
)


def states(desk: Desk) -> list[str]:
    return [item.state.value for item in desk.items]


def test_decisions_make_the_corrected_text(tmp_path: Path) -> None:
    with desk(tmp_path, STORY) as d:
        assert states(d) == ["open"] * 4
        d.accept(1, choice=1, milliseconds=1200)
        d.edit(3, "he says")
        d.dismiss(2, "a quotation")
        assert states(d) == ["open", "accepted", "dismissed", "edited"]
        assert (
            d.corrected() == "The teh first.\nAll Russian forces left.\nIt is is over, he says.\n"
        )
        assert d.items[2].decision is not None
        assert d.items[2].decision.reason == "a quotation"
        assert (d.counts.open, d.counts.accepted, d.counts.edited, d.counts.dismissed) == (1,) * 4
        assert d.counts.open_by_severity[Severity.MAJOR] == 1
        made = d.log[0]
        assert (made.reviewer, made.milliseconds, made.at[-6:]) == ("Ada", 1200, "+00:00")


def test_a_restart_continues(tmp_path: Path) -> None:
    with desk(tmp_path, STORY) as d:
        d.accept(0)
        d.dismiss(1)
        before = d.items
    with desk(tmp_path, STORY) as d:
        assert d.items == before
        undone = d.undo()
        assert undone is not None
        assert d.index(undone) == 1
        assert states(d) == ["accepted", "open", "open", "open"]
    with desk(tmp_path, STORY) as d:
        assert states(d) == ["accepted", "open", "open", "open"]
        redone = d.redo()
        assert redone == undone
        assert states(d) == ["accepted", "dismissed", "open", "open"]


def test_a_second_thought_replaces_and_undo_brings_the_first_back(tmp_path: Path) -> None:
    with desk(tmp_path, STORY) as d:
        d.accept(1)
        d.edit(1, "the army")
        assert d.items[1].edit == Edit(STORY.findings[1].span, "the army")
        d.undo()
        assert d.items[1].state is State.ACCEPTED
        d.undo()
        assert d.undo() is None
        assert d.corrected() == STORY.document.text
        assert d.redo() is not None
        d.dismiss(0)
        assert d.redo() is None, "a new decision ends what could be redone"


def test_walking_the_open_ones(tmp_path: Path) -> None:
    with desk(tmp_path, STORY) as d:
        assert next_open(d.items) == 0
        assert next_open(d.items, 3) == 0
        d.dismiss(1)
        assert next_open(d.items, 0) == 2
        for index in (0, 2, 3):
            d.dismiss(index)
        assert next_open(d.items) is None


def test_a_document_without_findings(tmp_path: Path) -> None:
    with desk(tmp_path, checked("Nothing here.\n")) as d:
        assert (next_open(d.items), d.undo(), d.redo()) == (None,) * 3
        assert (d.items, d.edits(), d.corrected()) == ((), (), "Nothing here.\n")


def test_what_cannot_be_decided_is_refused_and_not_recorded(tmp_path: Path) -> None:
    text = STORY.document.text
    wide = Span(text.index("Russian"), text.index("left") + 4)
    both = result(STORY.document, [*STORY.findings, other(wide, "Russians left")])
    with desk(tmp_path, both) as d:
        assert [item.finding.rule for item in d.items] == ["rule", "rule", "other", "rule", "rule"]
        with pytest.raises(Refused, match="no suggestion 1 here"):
            d.accept(4)
        with pytest.raises(Refused, match="no suggestion 3 here"):
            d.accept(1, choice=2)
        d.accept(1)
        with pytest.raises(Refused, match=r"“forces Russian armies” \(rule\)") as refusal:
            d.accept(2)
        assert "\n" not in str(refusal.value)
        with pytest.raises(Refused, match="not within one segment"):
            d.edit(0, "x", span=Span(0, 17))
        assert len(d.log) == 1
        d.dismiss(1)
        d.accept(2)
        with pytest.raises(Refused, match=r"\(other\)"):
            d.accept(1)
        assert write(d.document, d.edits()).decode() == d.corrected()


def test_markup_is_not_written_over(tmp_path: Path) -> None:
    plain = checked("All ⟦forces *Russian* armies|Russian⟧ left.\n")
    star = plain.document.text.index("*")
    document = Document(
        "a.txt", plain.document.text, plain.document.segments, (Inline(Span(star, star + 1)),)
    )
    with desk(tmp_path, result(document, list(plain.findings))) as d:
        with pytest.raises(Refused, match=r"the markup “\*”"):
            d.accept(0)
        d.edit(0, "troops ", span=Span(star - 7, star))
        assert d.corrected() == "All troops *Russian* armies left.\n"


def test_an_edit_takes_the_line_ends_of_its_file(tmp_path: Path) -> None:
    with desk(tmp_path, checked("One ⟦two⟧.\r\nThree.\r\n")) as d:
        d.edit(0, "two,\nthree")
        assert d.corrected() == "One two,\r\nthree.\r\nThree.\r\n"


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("It ⟦really⟧ is over.\n", "It is over.\n"),
        ("⟦Really⟧ it is over.\n", "it is over.\n"),
        ("It is over ⟦really⟧.\n", "It is over.\n"),
        ("It is over ⟦really⟧\nNow.\n", "It is over\nNow.\n"),
        ("It is (⟦really⟧ all) over.\n", "It is (all) over.\n"),
        ("It is⟦, really,⟧ over.\n", "It is over.\n"),
        ("⟦Really⟧\n", "\n"),
    ],
)
def test_a_deletion_by_hand_leaves_no_space_over(tmp_path: Path, marked: str, left: str) -> None:
    with desk(tmp_path, checked(marked)) as d:
        d.edit(0, "")
        assert d.corrected() == left


def test_deletions_side_by_side(tmp_path: Path) -> None:
    with desk(tmp_path, checked("It ⟦was⟧ ⟦really⟧ ⟦quite⟧ over.\n")) as d:
        for index in (2, 0, 1):
            d.edit(index, "")
        assert d.corrected() == "It over.\n"


LONG = (
    "Before this there was a paragraph about the weather in the northern provinces.\n"
    "All ⟦forces Russian armies|Russian armed forces⟧ left the town on Monday before dawn.\n"
    "After that came another one on ⟦the the|the⟧ price of bread and of fuel for the winter.\n"
)


def test_a_changed_file_keeps_its_decisions_and_lists_what_is_lost(tmp_path: Path) -> None:
    first, changed = checked(LONG), LONG.replace("Before", "A title\nBefore")
    with desk(tmp_path, first) as d:
        d.accept(0)
        d.dismiss(1)
    with desk(tmp_path, checked(changed)) as d:
        assert states(d) == ["accepted", "dismissed"]
        assert "All Russian armed forces left" in d.corrected()
    gone = checked(changed.replace("⟦forces Russian armies|Russian armed forces⟧", "troops"))
    with desk(tmp_path, gone) as d:
        assert states(d) == ["dismissed"]
        assert [lost.text for lost in d.lost] == ["forces Russian armies"]
        assert d.corrected() == gone.document.text
    with desk(tmp_path, first) as d:
        assert states(d) == ["accepted", "dismissed"], "they come back if the text does"
        assert d.lost == ()


def test_what_was_decided_applies_when_its_rule_is_off(tmp_path: Path) -> None:
    first = checked(LONG)
    with desk(tmp_path, first) as d:
        d.accept(0)
        d.dismiss(1)
        corrected = d.corrected()
    with desk(tmp_path, result(first.document, [])) as d:
        assert states(d) == ["accepted"]
        assert (d.items[0].finding.segment, d.items[0].finding.suggestions) == (1, ())
        assert d.corrected() == corrected
        assert d.lost == ()
        assert d.undo() is not None  # the dismissal of what no longer shows
        assert d.undo() is not None
        assert d.items == ()


def test_twins_are_told_apart(tmp_path: Path) -> None:
    line = "All ⟦forces Russian armies|Russian armed forces⟧ left the town before dawn, he said.\n"
    with desk(tmp_path, checked(line * 3)) as d:
        d.accept(1)
        assert states(d) == ["open", "accepted", "open"]
    with desk(tmp_path, checked(line * 2)) as d:
        assert [item.state for item in d.items].count(State.ACCEPTED) <= 1
        assert len(d.lost) == 1, "which of three equal lines went is not for us to guess"


def test_two_reviewers_see_and_never_overwrite_each_other(tmp_path: Path) -> None:
    with desk(tmp_path, STORY) as ada, desk(tmp_path, STORY, "Ben") as ben:
        ada.accept(1)
        wide = Span(STORY.findings[1].span.start + 7, STORY.findings[1].span.end + 5)
        with pytest.raises(Refused, match="forces Russian armies"):
            ben.edit(3, "x", span=wide)
        assert states(ben) == states(ada) == ["open", "accepted", "open", "open"]
        ben.accept(0)
        assert ada.refresh()
        assert not ada.refresh()
        assert ada.items == ben.items
        assert [made.reviewer for made in ada.log] == ["Ada", "Ben"]


def test_an_item_that_comes_in_meanwhile_does_not_move_the_choice(tmp_path: Path) -> None:
    silent = result(STORY.document, [STORY.findings[3]])
    with desk(tmp_path, silent) as ada, desk(tmp_path, STORY, "Ben") as ben:
        ben.accept(0)
        made = ada.dismiss(0)
        assert made.text == "says he"
        assert states(ada) == ["accepted", "dismissed"]
        assert ada.index(made) == 1


def test_a_first_decision_that_fails_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with desk(tmp_path, STORY) as d, Session(tmp_path / "session.db") as rival:
        with monkeypatch.context() as broken:
            broken.setattr(Session, "record", full)
            with pytest.raises(InputError, match="No space left"):
                d.accept(0)
        Desk(rival, checked("Another ⟦one|1⟧.\n"), tmp_path / "b.txt").accept(0)
        assert not d.refresh()
        assert states(d) == ["open"] * 4
        d.accept(0)
        assert states(d)[0] == "accepted"
        assert len(d.log) == 1


actions = st.one_of(
    st.tuples(st.just("accept"), st.integers(0, 4), st.integers(0, 1)),
    st.tuples(st.just("edit"), st.integers(0, 4), st.sampled_from(["", "x", "two words"])),
    st.tuples(st.just("dismiss"), st.integers(0, 4), st.just("why")),
    st.tuples(st.just("undo"), st.just(0), st.just(0)),
    st.tuples(st.just("redo"), st.just(0), st.just(0)),
    st.tuples(st.just("reopen"), st.just(0), st.just(0)),
)


class Model:
    """What a desk should do, in the simplest way: a stack of decisions, and one of undone ones."""

    def __init__(self, found: tuple[Finding, ...]) -> None:
        self.found = found
        self.made: list[tuple[int, str, Edit | None]] = []
        self.undone: list[tuple[int, str, Edit | None]] = []

    def latest(self) -> dict[int, tuple[str, Edit | None]]:
        return {index: (state, edit) for index, state, edit in self.made}

    def others(self, index: int) -> list[Edit]:
        return [e for i, (_, e) in self.latest().items() if e is not None and i != index]

    def place(self, index: int, written: str) -> Span:
        span, story = self.found[index].span, STORY.document
        within = story.segments[self.found[index].segment].span
        wide = span if written else closed_up(story.text, span, within)
        return span if any(wide.overlaps(other.span) for other in self.others(index)) else wide

    def decide(self, index: int, state: str, edit: Edit | None) -> bool:
        if edit and any(edit.span.overlaps(other.span) for other in self.others(index)):
            return False
        self.made.append((index, state, edit))
        self.undone.clear()
        return True


OVERLAPPING = result(STORY.document, [*STORY.findings, other(Span(20, 41), "wide")])


@settings(max_examples=60, deadline=None)
@given(st.lists(actions, max_size=25))
def test_any_sequence_is_the_fold_of_its_log(steps: list[tuple[str, int, object]]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        session = Session(folder / "session.db")
        d = Desk(session, OVERLAPPING, folder / "a.txt")
        model = Model(tuple(item.finding for item in d.items))
        for step, index, value in steps:
            if step == "reopen":
                session.close()
                session = Session(folder / "session.db")
                d = Desk(session, OVERLAPPING, folder / "a.txt")
            else:
                follow(d, model, step, index, value)
            latest = model.latest()
            expected = [latest.get(n, ("open", None)) for n in range(len(model.found))]
            assert [(item.state.value, item.edit) for item in d.items] == expected
            assert_is_the_fold(d, OVERLAPPING)
            assert write(d.document, d.edits()).decode() == d.corrected()
        while d.undo():
            pass
        assert d.corrected() == d.document.text
        assert set(states(d)) == {"open"}
        session.close()


def assert_is_the_fold(d: Desk, checked: Result) -> None:
    """However a desk came to its state, it is that of the whole log."""
    anchor = Anchor(d.document.text, checked.findings)
    state = fold(d.document, open_items(checked.findings), d.log, anchor)
    assert (d.items, d.edits(), d.lost) == (state.items, state.patch.edits, state.lost)
    still_open = [item.finding.severity for item in d.items if item.state is State.OPEN]
    counts = [sum(item.state is each for item in d.items) for each in State]
    assert [d.counts.open, d.counts.accepted, d.counts.edited, d.counts.dismissed] == counts
    assert d.counts.open_by_severity == {each: still_open.count(each) for each in Severity}


SILENT = finding("gone", Span(4, 9), "teh f")
CLOSE = [STORY.findings[0], SILENT, STORY.findings[1], other(Span(20, 41), "wide")]
events = st.one_of(
    st.tuples(
        st.sampled_from(CLOSE),
        st.sampled_from(["here", "here", "here", "elsewhere"]),
        st.sampled_from([None, "", "x"]),
        st.sampled_from([(0, 0), (0, 4)]),
    ),
    st.integers(1, 12),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(events, min_size=4, max_size=12))
def test_one_step_after_another_is_the_fold_of_the_log(
    made: list[tuple[Finding, str, str | None, tuple[int, int]] | int],
) -> None:
    """Whatever others wrote into the log: edits that overlap, of a text of before, undone."""
    text = STORY.document.text
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        Session(Path(name) / "session.db") as session,
    ):
        d = Desk(session, OVERLAPPING, Path(name) / "a.txt", {})
        known = session.find(Path(name) / "a.txt", content_of(text))
        assert known is not None
        for event in made:
            if not isinstance(event, int):
                session.record(known.id, decision(text, *event))
            elif event <= len(d.log):
                session.record(known.id, replace(d.log[event - 1], **undone(d.log[event - 1])))
            else:
                continue
            assert d.refresh()
            assert_is_the_fold(d, OVERLAPPING)


def decision(
    text: str, found: Finding, where: str, written: str | None, wider: tuple[int, int]
) -> Decision:
    span = found.span
    wide = Span(span.start + wider[0], min(span.end + wider[1], len(text)))
    before, after = surroundings(text, span, Edit(wide, ""))
    return Decision(
        action=Action.DISMISS if written is None else Action.EDIT,
        finding=found.id,
        rule=found.rule,
        span=span,
        text=span.of(text),
        before=before,
        after=after,
        edit=None if written is None else Edit(wide, written),
        content=content_of(text) if where == "here" else where,
    )


def undone(event: Decision) -> dict[str, Any]:
    return {"action": Action.UNDO, "edit": None, "reverts": event.number, "number": 0}


def follow(d: Desk, model: Model, step: str, index: int, value: object) -> None:
    found = model.found[index]
    if step == "undo":
        assert (d.undo() is not None) == bool(model.made)
        if model.made:
            model.undone.append(model.made.pop())
    elif step == "redo":
        assert (d.redo() is not None) == bool(model.undone)
        if model.undone:
            model.made.append(model.undone.pop())
    elif step == "dismiss":
        d.dismiss(index, str(value))
        model.decide(index, "dismissed", None)
    elif step == "edit":
        attempt = Edit(model.place(index, str(value)), str(value))
        if model.decide(index, "edited", attempt):
            d.edit(index, str(value))
        else:
            with pytest.raises(Refused):
                d.edit(index, str(value))
    elif isinstance(value, int) and value < len(found.suggestions):
        if model.decide(index, "accepted", found.suggestions[value].edit):
            d.accept(index, value)
        else:
            with pytest.raises(Refused):
                d.accept(index, value)
    else:
        with pytest.raises(Refused):
            d.accept(index, int(str(value)))


def test_a_line_that_goes_with_its_break_is_gone_from_its_segment_and_no_other_changes() -> None:
    document = read_bytes(b"It fell.\n\nShare this.\n\nThe end came.\n")
    first, line, last = (segment.span for segment in document.segments)
    for gone in (Span(line.start, last.start), Span(first.end, line.end)):
        patch = Patch(document)
        assert patch.add(Edit(gone, ""))
        assert patch.within(line) == [Edit(line, "")]
        assert patch.within(first) == patch.within(last) == []
