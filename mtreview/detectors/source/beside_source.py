"""A segment beside its source: what both of them name, and what only one of them names.

Two texts share what they name (bilingual.txt), figures, names, and words that look alike. What
they do not share says little by itself; the rules weigh it together with their lengths.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mtreview.detectors.names.spelling_of_names import one_name
from mtreview.detectors.source.bilingual import Mention
from mtreview.detectors.source.told import Told
from mtreview.language import language_of
from mtreview.model import Segment
from mtreview.tokens import Reading, once

# Letters of English for a letter of the source, in translations that people found right.
_LENGTH = {
    "fr": 0.88, "de": 0.9, "es": 0.91, "it": 0.92, "pt": 0.95, "nl": 0.93, "pl": 0.99, "ru": 1.03,
    "uk": 1.03, "ar": 1.2, "zh": 3.6,
}  # fmt: skip
_LONGEST = 20_000  # characters of a pair; a segment so long was never cut into sentences
_BY_SCRIPT = (
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0621-\u064a]")),
    ("uk", re.compile("[єіїґЄІЇҐ]")),
    ("ru", re.compile("[ыэъёЫЭЪЁ]")),
)


@dataclass(frozen=True)
class Beside:
    """A segment's text, its source in a language of the rule packs, and those of its neighbours.

    What stands beside a neighbour is not missing, and not added: sentences are cut and joined.
    """

    text: str
    source: str
    language: str
    text_near: str = ""
    source_near: str = ""

    @cached_property
    def ours(self) -> Told:
        """What the translation tells."""
        return Told(self.text, "en")

    @cached_property
    def theirs(self) -> Told:
        """What the source tells."""
        return Told(self.source, self.language)

    @cached_property
    def lost(self) -> tuple[Mention, ...]:
        """What the source surely names and the translation does not."""
        there = self.ours.handles
        if self.text_near:
            there |= Told(self.text_near, "en").handles
        return self.theirs.without(there)

    @cached_property
    def added(self) -> tuple[Mention, ...]:
        """What the translation surely names and the source does not."""
        there = self.theirs.handles
        if self.source_near:
            there |= Told(self.source_near, self.language).handles
        return self.ours.without(there)

    @property
    def linked(self) -> bool:
        """Whether both say anything that is the same."""
        ours, theirs = self.ours, self.theirs
        return not ours.handles.isdisjoint(theirs.handles) or bool(
            ours.has_names and theirs.has_names and self.links
        )

    @cached_property
    def share(self) -> float:
        """How long the translation is, by what is usual between the languages (1.0)."""
        return length(self.text, self.source, self.language)

    @cached_property
    def links(self) -> tuple[tuple[int, int], ...]:
        """Where both say the same: the ends of words of the source and of the translation."""
        return tuple(sorted(set(self._links())))

    def _links(self) -> Iterator[tuple[int, int]]:
        ours, theirs = self.ours, self.theirs
        for mine in theirs.mentions:
            same = (yours for yours in ours.mentions if mine.things & yours.things)
            yield from ((mine.end, yours.end) for yours in same)
        figures = dict(ours.figures)
        yield from ((end, figures[n]) for n, end in theirs.figures if n in figures)
        last = {word.written: (word, end) for word, end in ours.words}
        alike = {word.beginning: end for word, end in last.values() if word.beginning}
        names = [(word.written, end) for word, end in last.values() if word.is_name]
        for word, end in theirs.words:
            if word.beginning in alike:
                yield end, alike[word.beginning]
            elif word.is_name:
                yield from ((end, at) for name, at in names if _is_name(word.written, name))


@once
def besides(reading: Reading) -> tuple[tuple[Segment, Beside], ...]:
    """Each segment that has a source in a known language, with it; several rules look at it."""
    return tuple(_besides(reading))


def _besides(reading: Reading) -> Iterator[tuple[Segment, Beside]]:
    segments = reading.document.segments
    if not any(segment.source for segment in segments):
        return
    sources = [segment.source for segment in segments if segment.source]
    language = reading.document.source_lang or _script(sources) or language_of(sources)
    if language not in _LENGTH:
        return
    for n, segment in enumerate(segments):
        if segment.source and segment.source.strip() and is_comparable(segment):
            near = [segments[m] for m in (n - 1, n + 1) if 0 <= m < len(segments)]
            yield (
                segment,
                Beside(
                    segment.span.of(reading.text),
                    segment.source,
                    language,
                    " \n".join(other.span.of(reading.text) for other in near),
                    " \n".join(other.source or "" for other in near),
                ),
            )


def is_comparable(segment: Segment) -> bool:
    """Whether a pair is short enough: each of its words is compared with each of the other's."""
    return segment.span.end - segment.span.start + len(segment.source or "") <= _LONGEST


def length(text: str, source: str, language: str) -> float:
    """How long a text is beside a source, by what is usual between the languages (1.0)."""
    return len(text.strip()) / (len(source.strip()) or 1) / _LENGTH[language]


def _is_name(word: str, name: str) -> bool:
    return len(word) > 2 and one_name(word, name)


def _script(sources: Iterable[str]) -> str | None:
    """The language that the letters of a source give away."""
    text = " ".join(sources)[:2000]
    return next((language for language, signs in _BY_SCRIPT if signs.search(text)), None)
