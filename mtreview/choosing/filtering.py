"""Which rows of a corpus are kept, and why the others are not.

A condition speaks only of what is known: a row without a source has no ratio of lengths, and a
text whose language cannot be told is in the right one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase

from mtreview.choosing.entries import Entry
from mtreview.choosing.scored import Found
from mtreview.errors import ConfigError
from mtreview.language import language_of
from mtreview.model import Severity


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a row must fulfil to be kept; None and () ask nothing.

    `rules` and `categories` name findings that must not be there, those of less than `severity`
    left aside; a category stands for those below it, and a severity alone for any finding of it.
    Words are those of the translation; `max_ratio` is how many times as long as the other, in
    characters, the longer of source and translation may be.
    """

    min_quality: float | None = None
    max_quality: float | None = None
    rules: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    severity: Severity | None = None
    min_words: int | None = None
    max_words: int | None = None
    max_ratio: float | None = None
    language: str | None = None
    source_language: str | None = None

    def __post_init__(self) -> None:
        """Refuse a filter that keeps everything."""
        if all(getattr(self, field.name) == field.default for field in fields(self)):
            raise ConfigError("name what is to be dropped, such as --min-quality 60")

    @property
    def needs_scores(self) -> bool:
        """Whether a row without scores cannot be judged."""
        asked = (self.min_quality, self.max_quality, self.severity)
        return any(value is not None for value in asked) or bool(self.rules or self.categories)


_SURE = 0.8  # of a language: at this, of 800 segments in the right one at most one is dropped
Check = Callable[[Conditions, Entry], Iterator[tuple[str, str]]]


def reasons(conditions: Conditions, entry: Entry) -> dict[str, str]:
    """Why a row is dropped: what is said of it by kind of reason; empty for a row that is kept."""
    return dict(told for check in _CHECKS for told in check(conditions, entry))


def words_in(text: str) -> int:
    """How many words a text has, parted by white space."""
    return len(text.split())


def _quality(conditions: Conditions, entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.scores is None:
        return
    quality = entry.scores.quality
    if conditions.min_quality is not None and quality < conditions.min_quality:
        yield "quality", f"quality {quality:g} is below {conditions.min_quality:g}"
    if conditions.max_quality is not None and quality > conditions.max_quality:
        yield "quality", f"quality {quality:g} is above {conditions.max_quality:g}"


def _findings(conditions: Conditions, entry: Entry) -> Iterator[tuple[str, str]]:
    any_of_it = conditions.severity is not None and not (conditions.rules or conditions.categories)
    least = (conditions.severity or Severity.NEUTRAL).rank
    for found in entry.scores.findings if entry.scores else ():
        if found.severity.rank < least:
            continue
        if any_of_it:
            yield "severity", f"rule {found.rule} ({found.severity})"
        if any(_is_of_rule(found, name) for name in conditions.rules):
            yield f"rule {found.rule}", f"rule {found.rule} ({found.severity})"
        if any(_is_of_category(found, name) for name in conditions.categories):
            yield f"category {found.category}", f"category {found.category} ({found.severity})"


def _is_of_rule(found: Found, name: str) -> bool:
    return name == found.rule.partition("/")[0] or fnmatchcase(found.rule, name)


def _is_of_category(found: Found, name: str) -> bool:
    category, wanted = found.category.casefold(), name.casefold().rstrip("/")
    return category == wanted or category.startswith(f"{wanted}/")


def _length(conditions: Conditions, entry: Entry) -> Iterator[tuple[str, str]]:
    words = words_in(entry.row.mt)
    if conditions.min_words is not None and words < conditions.min_words:
        yield "length", f"{words} words are fewer than {conditions.min_words}"
    if conditions.max_words is not None and words > conditions.max_words:
        yield "length", f"{words} words are more than {conditions.max_words}"
    if conditions.max_ratio is None or not entry.row.src:
        return
    lengths = sorted((len(entry.row.mt.strip()), len(entry.row.src.strip())))
    if lengths[0] and (ratio := lengths[1] / lengths[0]) > conditions.max_ratio:
        yield "ratio", f"source and translation differ {ratio:.1f} times in length"


def _language(conditions: Conditions, entry: Entry) -> Iterator[tuple[str, str]]:
    for wanted, text, what in (
        (conditions.language, entry.row.mt, "translation"),
        (conditions.source_language, entry.row.src, "source"),
    ):
        told = language_of([text], _SURE) if wanted else None
        if told is not None and told != wanted:
            yield f"{what} language", f"the {what} is in {told}, not in {wanted}"


_CHECKS: tuple[Check, ...] = (_quality, _findings, _length, _language)
