"""A segment beside its source: what both of them name, and what only one of them names.

Two texts share what they name (bilingual.txt), figures, names, and words that look alike. What
they do not share says little by itself; the rules weigh it together with their lengths.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mtreview.detectors.lexicon import is_word
from mtreview.detectors.names.spelling_of_names import one_name, plain
from mtreview.detectors.source.bilingual import ELIDED, Mention, mentions
from mtreview.language import language_of
from mtreview.model import Segment
from mtreview.tokens import Reading

# Letters of English for a letter of the source, in translations that people found right.
_LENGTH = {
    "fr": 0.88, "de": 0.9, "es": 0.91, "it": 0.92, "pt": 0.95, "nl": 0.93, "pl": 0.99, "ru": 1.03,
    "uk": 1.03, "ar": 1.2, "zh": 3.6,
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{2,}(?:[-'’ʼ][^\W\d_]+)*")
_FIGURES = re.compile(r"\d+")
_ALIKE = 5  # letters that two words begin with
_CAPITALS = frozenset(("de",))  # languages that write every noun with a capital
_LONGEST = 20_000  # characters of a pair; a segment so long was never cut into sentences
_CACHED = 2048
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
    def named(self) -> tuple[Mention, ...]:
        """What the translation names."""
        return mentions(self.text, "en")

    @cached_property
    def meant(self) -> tuple[Mention, ...]:
        """What the source names."""
        return mentions(self.source, self.language)

    @cached_property
    def lost(self) -> tuple[Mention, ...]:
        """What the source surely names and the translation does not."""
        there = _things((*self.named, *mentions(self.text_near, "en")))
        return tuple(m for m in self.meant if m.sure and not m.things & there)

    @cached_property
    def added(self) -> tuple[Mention, ...]:
        """What the translation surely names and the source does not."""
        there = _things((*self.meant, *mentions(self.source_near, self.language)))
        return tuple(m for m in self.named if m.sure and not m.things & there)

    @cached_property
    def share(self) -> float:
        """How long the translation is, by what is usual between the languages (1.0)."""
        return length(self.text, self.source, self.language)

    @cached_property
    def links(self) -> tuple[tuple[int, int], ...]:
        """Where both say the same: the ends of words of the source and of the translation."""
        return tuple(sorted(set(self._links())))

    @cached_property
    def linked(self) -> bool:
        """Whether both say anything that is the same."""
        return next(self._links(), None) is not None

    def _links(self) -> Iterator[tuple[int, int]]:
        for mine in self.meant:
            yield from ((mine.end, y.end) for y in self.named if mine.things & y.things)
        figures = {m[0]: m.end() for m in _FIGURES.finditer(self.text)}
        for match in _FIGURES.finditer(self.source):
            if match[0] in figures:
                yield match.end(), figures[match[0]]
        ours = {m[0]: m.end() for m in _WORD.finditer(self.text)}
        names = [w for w in ours if w[0].isupper() and not is_word(w.lower())]
        alike = {plain(word)[:_ALIKE]: end for word, end in ours.items() if len(plain(word)) > 4}
        for match in _WORD.finditer(self.source):
            word = ELIDED.sub("", match[0], count=1) if self.language in ("fr", "it") else match[0]
            key = plain(word)[:_ALIKE]
            if len(key) == _ALIKE and key in alike:
                yield match.end(), alike[key]
            elif (word[0].isupper() and self.language not in _CAPITALS) or self.language == "ar":
                yield from ((match.end(), ours[n]) for n in names if _is_name(word, n))


def besides(reading: Reading) -> Iterator[tuple[Segment, Beside]]:
    """Each segment that has a source in a known language, with it."""
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
                beside(
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


@lru_cache(maxsize=_CACHED)
def beside(text: str, source: str, language: str, text_near: str, source_near: str) -> Beside:
    """A text beside a source; several rules look at the same pair."""
    return Beside(text, source, language, text_near, source_near)


def of(text: str, source: str, language: str) -> Beside:
    """A text beside a source that need not be its own."""
    return beside(text, source, language, "", "")


def length(text: str, source: str, language: str) -> float:
    """How long a text is beside a source, by what is usual between the languages (1.0)."""
    return len(text.strip()) / (len(source.strip()) or 1) / _LENGTH[language]


def _things(found: Iterable[Mention]) -> frozenset[int]:
    return frozenset().union(*(m.things for m in found))


def _is_name(word: str, name: str) -> bool:
    return len(word) > 2 and one_name(word, name)


def _script(sources: Iterable[str]) -> str | None:
    """The language that the letters of a source give away."""
    text = " ".join(sources)[:2000]
    return next((language for language, signs in _BY_SCRIPT if signs.search(text)), None)
