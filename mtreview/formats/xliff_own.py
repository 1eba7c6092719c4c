"""Annotations that an earlier export put into an XLIFF file, which a later one takes out again.

They are told from those of other tools by the annotatorsRef that each of them has.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtreview.formats import its
from mtreview.formats.xml_tokens import XML_SPACE, Token, attributes_of, set_attribute
from mtreview.formats.xml_tree import Node
from mtreview.model import Edit, Span


@dataclass(frozen=True, slots=True)
class Own:
    """An annotation of this program's: the characters that it is about, what takes it out."""

    place: Span
    edits: tuple[Edit, ...]


def issues(unit: Node, target: Node) -> Iterator[Own]:
    """Yield the issues on the text of a target, each with its list in the unit, if it has one."""
    for mark in target.all("mrk"):
        if not its.is_ours(mark.tag.attributes, its.ISSUE):
            continue
        gone = [Span(mark.tag.start, mark.tag.end), Span(mark.end.start, mark.end.end)]
        if listed := mark.get(f"{its.NAMESPACE} locQualityIssuesRef"):
            name = listed.removeprefix("#").removeprefix("its=")
            gone += (each.place for each in unit.all("locQualityIssues") if _id(each) == name)
        place = Span(mark.tag.end, mark.end.start)
        yield Own(place, tuple(Edit(span, "") for span in gone))


def rating(rated: Token, place: Span, raw: str) -> Iterator[Own]:
    """Yield the score that an element's tag has, of the text in a place."""
    if not its.is_ours(rated.attributes, its.RATING):
        return
    span = Span(rated.start, rated.end)
    tag = span.of(raw)
    for name, value in attributes_of(tag).items():
        match name.rpartition(":")[2]:
            case "locQualityRatingScore":
                tag = set_attribute(tag, name, None)
            case "annotatorsRef":
                others = its.annotators(value, its.RATING)
                tag = set_attribute(tag, name, others or None)
    yield Own(place, (Edit(span, tag),))


def is_rated(tag: Token) -> bool:
    """Tell whether another tool has rated what is in an element."""
    rated = any(key.startswith(f"{its.NAMESPACE} locQualityRating") for key in tag.attributes)
    return rated and not its.is_ours(tag.attributes, its.RATING)


def within(edits: Sequence[Edit], place: Span) -> list[Edit]:
    """Return those of some edits, which are in order, that are within a place or reach into it."""
    first = bisect_left(edits, place.start, key=lambda edit: edit.span.end)
    last = bisect_right(edits, place.end, key=lambda edit: edit.span.start)
    return list(edits[first:last])


def _id(element: Node) -> str | None:
    return element.get(f"{XML_SPACE} id")
