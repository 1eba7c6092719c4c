"""Segments written anew: only they are checked again; notes, memory, several decisions at once."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview.config import Config, Profile
from mtreview.errors import InputError
from mtreview.formats import apply, read, read_bytes, write
from mtreview.formats.editing import Limits
from mtreview.model import (
    Action,
    Decision,
    Document,
    Edit,
    Finding,
    Inline,
    Origin,
    Result,
    Scope,
    Segment,
    Severity,
    Span,
    Suggestion,
)
from mtreview.outcomes import State
from mtreview.pipeline import Pipeline
from mtreview.review.desk import Choice, Desk, Refused
from mtreview.review.export import export
from mtreview.review.gradual import Checks
from mtreview.review.rewriting import edits_of, surrounding
from mtreview.review.session import Session
from mtreview.review.standing import Standing
from mtreview.scoring import score_document, score_segment

TEXT = "The teh port.\nAll teh ships teh left.\nIt is teh end.\n"


def check(document: Document) -> Result:
    """Find "teh" wherever it stands."""
    found = []
    for segment in document.segments:
        for n, match in enumerate(re.finditer("teh", segment.span.of(document.text))):
            span = Span(*match.span()).shift(segment.span.start)
            before = document.text[max(segment.span.start, span.start - 8) : span.start]
            offers = (Suggestion(span, "the"), Suggestion(span, "a"))
            found.append(
                Finding(
                    f"{segment.index}:{before}:{n}", "spelling", segment.index, span, "teh",
                    "Fluency/Spelling", Severity.MAJOR, 0.9, "misspelt", offers,
                )
            )  # fmt: skip
    scores = tuple(
        score_segment([f for f in found if f.segment == s.index], 10, Profile())
        for s in document.segments
    )
    return Result(document, tuple(found), scores, score_document(scores), "test")


def catch_up(desk: Desk) -> None:
    """Check what was rewritten, as the checker does."""
    for segment in desk.pending():
        revised = desk.revised(segment)
        result = check(revised.document)
        found = [f for f in result.findings if f.segment == revised.index]
        desk.learn(revised, found, result.segment_scores[revised.index])


@contextmanager
def opened(folder: Path, text: str = TEXT, name: str = "a.txt") -> Iterator[Desk]:
    document = read_bytes(text.encode(), name)
    with Session(folder / "session.db", reviewer="Ada") as session:
        yield Desk(session, check(document), folder / name)


def states(desk: Desk) -> str:
    return " ".join(f"{item.finding.segment}{item.state[0]}" for item in desk.items)


def test_a_rewritten_segment_has_what_is_found_in_its_new_text(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        assert states(desk) == "0o 1o 1o 2o"
        desk.accept(1)
        assert desk.segment_text(1) == "All the ships teh left."
        desk.rewrite(1, "Every ship\nhas teh sailed for good.")
        assert desk.corrected() == TEXT.replace(
            "All teh ships teh left.", "Every ship\nhas teh sailed for good."
        )
        assert desk.pending() == [1]
        catch_up(desk)
        assert desk.pending() == []
        assert states(desk) == "0o 1e 1o 2o"
        item = desk.items[2]
        assert desk.words(item, item.finding.span) == "teh"
        desk.accept(2)
        assert desk.segment_text(1) == "Every ship\nhas the sailed for good."
        catch_up(desk)
        assert states(desk) == "0o 1e 2o"


def test_several_at_once_in_a_rewritten_segment(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.rewrite(1, "All teh boats are gone, teh lot.")
        catch_up(desk)
        suggestions = [desk.items[n].finding.suggestions[0] for n in (0, 2, 3)]
        choices = [Choice(n, s) for n, s in zip((0, 2, 3), suggestions, strict=True)]
        assert desk.decide_all(choices) == 0
        assert (
            desk.corrected() == "The the port.\nAll the boats are gone, the lot.\nIt is teh end.\n"
        )
        desk.undo()
        assert desk.corrected() == TEXT.replace(
            "All teh ships teh left.", "All teh boats are gone, teh lot."
        )


def test_a_batch_that_fails_halfway_is_not_shown_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as desk:
        desk.rewrite(1, "All teh boats are gone.")
        desk.rewrite(2, "It is teh end now.")
        catch_up(desk)
        before, record = states(desk), Session.record
        assert before == "0o 1e 1o 2e 2o"
        made: list[Decision] = []

        def full(session: Session, document: int, decision: Decision) -> Decision:
            if made:
                raise InputError("the disk is full")
            made.append(record(session, document, decision))
            return made[0]

        choices = [Choice(n, desk.items[n].finding.suggestions[0]) for n in (2, 4)]
        with monkeypatch.context() as patch:
            patch.setattr(Session, "record", full)
            with pytest.raises(InputError, match="disk is full"):
                desk.decide_all(choices)
        assert made
        assert states(desk) == before
        assert desk.segment_text(1) == "All teh boats are gone."
        assert desk.decide_all(choices) == 0
        assert desk.segment_text(1) == "All the boats are gone."
        assert len(desk.log) == 4


def test_undo_goes_back_through_a_rewritten_segment_also_after_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.dismiss(1)
        desk.rewrite(1, "All teh boats are gone, teh lot.")
        catch_up(desk)
        desk.accept(2)
        catch_up(desk)
        seen = states(desk), desk.corrected()
    with opened(tmp_path) as desk:
        catch_up(desk)
        assert (states(desk), desk.corrected()) == seen
        desk.undo()
        catch_up(desk)
        assert desk.segment_text(1) == "All teh boats are gone, teh lot."
        desk.undo()
        assert states(desk) == "0o 1d 1o 2o"
        assert desk.corrected() == TEXT
        desk.redo()
        desk.redo()
        catch_up(desk)
        assert (states(desk), desk.corrected()) == seen


def test_a_dismissal_holds_in_the_new_text_and_can_be_made_there(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.dismiss(1)
        desk.rewrite(1, "All teh boats left, teh all.")
        catch_up(desk)
        assert states(desk) == "0o 1e 1d 1o 2o"
        desk.dismiss(3, "a name")
        assert states(desk) == "0o 1e 1d 1d 2o"
        assert desk.log[-1].quoted == "teh"


def test_what_a_change_spares_stays_until_the_check_is_done(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.rewrite(1, "All teh fine ships teh left.")
        assert states(desk) == "0o 1e 1o 1o 2o"
        spans = [item.finding.span for item in desk.items[2:4]]
        assert [desk.words(desk.items[2], span) for span in spans] == ["teh", "teh"]
        catch_up(desk)
        assert [item.finding.span for item in desk.items[2:4]] == spans


def test_a_decision_on_what_was_rewritten_meanwhile_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as mine, opened(tmp_path) as other:
        other.rewrite(1, "Gone.")
        with pytest.raises(Refused, match="meanwhile"):
            mine.accept(1)
        assert mine.segment_text(1) == "Gone."
        with pytest.raises(Refused, match="rewritten"):
            mine.dismiss(1)


def test_scores_follow_what_was_rewritten(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        standing = Standing(desk, check(desk.document), Profile())
        before = [score.penalty for score in standing.scores]
        assert before == [5.0, 10.0, 5.0]
        desk.rewrite(1, "All ships teh left.")
        assert 1 in standing.update()
        assert standing.is_pending(1)
        catch_up(desk)
        assert standing.update() == {1}
        assert [score.penalty for score in standing.scores] == [5.0, 5.0, 5.0]
        assert standing.score.penalty == 15.0
        desk.undo()
        standing.update()
        assert [score.penalty for score in standing.scores] == before


def test_markup_must_stay_and_the_rest_may_change() -> None:
    document = read_bytes(b"The *old* port of `Brest` is closed.\n", "a.md")
    segment = document.segments[0]
    edits = edits_of(document, Limits(document), segment, "The *new* harbour of `Brest` is shut.")
    assert edits is not None
    assert write(document, edits) == b"The *new* harbour of `Brest` is shut.\n"
    assert (
        edits_of(document, Limits(document), segment, "The new harbour of `Brest` is shut.") is None
    )
    assert edits_of(document, Limits(document), segment, "The *new* harbour is shut.") is None


@given(st.text("ab *\n", max_size=12), st.text("ab *\n", max_size=12), st.integers(0, 12))
def test_the_edits_of_a_new_text_make_that_text(old: str, new: str, at: int) -> None:
    at = min(at, len(old))
    text = f"<{old[:at]}*{old[at:]}>"
    span = Span(1, len(text) - 1)
    inline = Inline(Span(at + 1, at + 2))
    document = Document("a", text, (Segment(0, span),), (inline,))
    edits = edits_of(document, Limits(document), document.segments[0], new)
    if new.count("*") == 1:
        assert edits is not None
        assert apply(text, edits) == f"<{new}>"
        assert not any(
            edit.span.overlaps(inline.span) for edit in edits if edit.span.start < edit.span.end
        )
    else:
        assert edits is None


def test_without_its_markup_a_segment_is_not_rewritten(tmp_path: Path) -> None:
    with opened(tmp_path, "The *old* port.\n", "a.md") as desk:
        with pytest.raises(Refused, match="markup"):
            desk.rewrite(0, "The old port.")
        assert desk.log == ()
        desk.rewrite(0, "The *new* ports.")
        assert desk.corrected() == "The *new* ports.\n"


def test_what_a_deletion_of_several_segments_reaches_cannot_be_rewritten(tmp_path: Path) -> None:
    result = check(read_bytes(TEXT.encode(), "a.txt"))
    whole = Span(0, result.document.segments[1].span.end + 1)
    wide = replace(
        result.findings[0], id="w", rule="page", span=whole, suggestions=(Suggestion(whole, ""),)
    )
    with Session(tmp_path / "s.db") as session:
        desk = Desk(session, replace(result, findings=(wide, *result.findings)), tmp_path / "a.txt")
        desk.accept(0)
        with pytest.raises(Refused, match="beyond this segment"):
            desk.rewrite(1, "All gone.")


@given(st.data())
def test_a_segment_among_its_neighbours_is_what_the_corrected_text_has(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=6))
    document = read_bytes("\n".join(lines).encode(), "a.txt")
    edits, at = [], 0
    for segment in document.segments:
        low = data.draw(st.integers(segment.span.start, segment.span.end))
        high = data.draw(st.integers(low, segment.span.end))
        edit = Edit(Span(low, high), data.draw(st.text("xy", max_size=3)))
        if low >= at and (low < high or edit.text):
            edits.append(edit)
            at = high + 1
    index = data.draw(st.sampled_from(range(len(document.segments))))
    revised, own = surrounding(document, edits, index)
    assert revised.text == apply(document.text, edits)
    span = document.segments[index].span
    inside = [e for e in edits if span.covers(e.span)]
    shifted = [Edit(e.span.shift(-span.start), e.text) for e in inside]
    assert revised.segments[own].span.of(revised.text) == apply(span.of(document.text), shifted)
    assert [s.index for s in revised.segments] == list(range(len(revised.segments)))


def test_one_segment_is_checked_as_it_would_be_in_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The the port is closed.\n\nSchools is closed too.\n\nThe the end.\n", "utf-8")
    checks = Checks(Config(model=False))
    document = read(path)
    whole = Pipeline(Config(model=False)).check(document)
    for index in range(len(document.segments)):
        findings, score = checks.segment(document, index)
        assert findings == tuple(f for f in whole.findings if f.segment == index)
        assert score == whole.segment_scores[index]


# Done, comments, scores, findings by hand


def test_notes_on_a_segment_are_kept_and_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.note(2, Action.DONE)
        desk.note(2, Action.COMMENT, reason="ask the desk")
        desk.note(2, Action.SCORE, score=71.5)
        desk.rewrite(2, "It is over.")
    with opened(tmp_path) as desk:
        notes = desk.notes(2)
        assert (notes.done, notes.comments[0].reason, notes.score) == (True, "ask the desk", 71.5)
        assert desk.segment_text(2) == "It is over."
        desk.undo()
        desk.undo()
        desk.undo()
        assert (desk.notes(2).done, desk.notes(2).comments, desk.notes(2).score) == (
            True, (), None,
        )  # fmt: skip
        desk.note(2, Action.REOPEN)
        assert not desk.notes(2).done


def test_a_finding_by_hand_is_one_like_others(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        at = TEXT.index("ships")
        desk.add(Span(at, at + 5), "Accuracy/Mistranslation", Severity.CRITICAL, "boats")
        (index,) = [n for n, i in enumerate(desk.items) if i.finding.rule == "by-hand"]
        item = desk.items[index]
        assert (item.finding.category, item.finding.severity) == (
            "Accuracy/Mistranslation", Severity.CRITICAL,
        )  # fmt: skip
        assert item.finding.segment == 1
        standing = Standing(desk, check(desk.document), Profile())
        assert standing.scores[1].penalty == 25.0
        desk.edit(index, "boats")
        assert "teh boats teh" in desk.corrected()
        desk.undo()
        desk.undo()
        assert states(desk) == "0o 1o 1o 2o"


# Memory


def test_a_dismissal_of_a_text_or_a_rule_reaches_other_documents(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.dismiss(0, "a name", scope=Scope.TEXT)
        assert states(desk) == "0d 1d 1d 2d"
    with opened(tmp_path, "Here is teh other.\n", "b.txt") as desk:
        assert states(desk) == "0d"
        decision = desk.items[0].decision
        assert decision is not None
        assert decision.reason == "a name"
        desk.accept(0)
        assert states(desk) == "0a"
        (known,) = desk.memory.reaching()
        desk.revoke(known.document, known.decision)
        desk.undo()
        assert states(desk) == "0o"
        assert desk.memory.reaching() == []
    with opened(tmp_path) as desk:
        assert states(desk) == "0o 1o 1o 2o"
        desk.dismiss(0, scope=Scope.RULE)
        assert states(desk) == "0d 1d 1d 2d"
        desk.undo()
        assert states(desk) == "0o 1o 1o 2o"


def test_an_export_of_all_leaves_what_is_dismissed_everywhere(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.dismiss(0, scope=Scope.TEXT)
    document = read_bytes(b"Here is teh other.\n", "b.txt")
    with Session(tmp_path / "session.db", read_only=True) as session:
        made = export(document, check(document), session, "all", tmp_path / "b.txt")
        assert made.edits == ()
        made = export(document, check(document), None, "all", tmp_path / "b.txt")
        assert len(made.edits) == 1


def test_what_was_written_before_is_offered_elsewhere(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.edit(0, "our")
        assert [offer.text for offer in desk.offers(1)] == ["our", "the", "a"]
        assert desk.offers(1)[0].origin is Origin.MEMORY
        assert [offer.text for offer in desk.offers(0)] == ["the", "a"]
        desk.accept(2, 1)
        assert [offer.text for offer in desk.offers(1)] == ["a", "the"]
        desk.undo()
        assert [offer.text for offer in desk.offers(1)] == ["our", "the", "a"]
    with opened(tmp_path, "Here is teh other.\n", "b.txt") as desk:
        desk.take(0, desk.offers(0)[0])
        assert desk.corrected() == "Here is our other.\n"


# Several at once


def test_several_decisions_at_once_are_undone_as_one(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.accept(3)
        chosen = [Choice(n, desk.items[n].finding.suggestions[0]) for n in (0, 2)]
        assert desk.decide_all([*chosen, Choice(1, None)]) == 0
        assert states(desk) == "0a 1d 1a 2a"
    with opened(tmp_path) as desk:
        desk.undo()
        assert states(desk) == "0o 1o 1o 2a"
        desk.redo()
        assert states(desk) == "0a 1d 1a 2a"
        desk.undo()
        desk.undo()
        assert states(desk) == "0o 1o 1o 2o"
        desk.redo()
        desk.redo()
        assert states(desk) == "0a 1d 1a 2a"


def test_of_several_decisions_those_that_clash_are_left_out(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        first = desk.items[0].finding
        wide = Suggestion(Span(first.span.start, first.span.end + 5), "harbour")
        assert (
            desk.decide_all([Choice(0, wide), Choice(3, desk.items[3].finding.suggestions[0])]) == 0
        )
        desk.undo()
        desk.rewrite(0, "The port.")
        assert desk.decide_all([Choice(0, wide)]) == 1
        assert desk.segment_text(0) == "The port."


steps = st.lists(
    st.tuples(
        st.sampled_from(["accept", "dismiss", "edit", "rewrite", "undo", "redo", "note", "reopen"]),
        st.integers(0, 6),
        st.sampled_from(["", "x", "teh end", "All teh ships teh left.", "two\nlines teh"]),
    ),
    max_size=20,
)


@given(steps)
def test_whatever_is_done_the_state_is_that_of_the_log(made: list[tuple[str, int, str]]) -> None:
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        opened(Path(name)) as desk,
    ):
        for step, at, text in made:
            index = at % max(1, len(desk.items))
            try:
                match step:
                    case "accept":
                        desk.accept(index)
                    case "dismiss":
                        desk.dismiss(index)
                    case "edit":
                        desk.edit(index, text)
                    case "rewrite":
                        desk.rewrite(at % 3, text)
                    case "undo":
                        desk.undo()
                    case "redo":
                        desk.redo()
                    case "note":
                        desk.note(at % 3, Action.DONE)
                    case "reopen":
                        catch_up(desk)
            except Refused:
                pass
            assert write(desk.document, desk.edits()).decode() == desk.corrected()
        catch_up(desk)
        with opened(Path(name)) as again:
            catch_up(again)
            assert again.items == desk.items
            assert again.corrected() == desk.corrected()
            assert again.lost == desk.lost == ()
        while desk.undo():
            pass
        assert desk.corrected() == TEXT
        assert all(item.state is State.OPEN for item in desk.items)
