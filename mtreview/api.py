"""The library: check a text, or score segments as they come.

>>> import mtreview
>>> mtreview.check("They fought at the top of power.", source_lang="fr").findings[0].rule
'fr/sommet-du-pouvoir'
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from math import nan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtreview.ape import Combination
    from mtreview.config import Config
    from mtreview.corpus.rows import Row
    from mtreview.corpus.windows import Window
    from mtreview.model import Result, Score
    from mtreview.pipeline import Pipeline

_WINDOW = 256  # segments that are held, and read by the model, together


def check(
    text: str,
    *,
    source: str | None = None,
    source_lang: str | None = None,
    config: Config | None = None,
) -> Result:
    """Check a text of one or more paragraphs, which are cut into segments.

    `source` is the source text, aligned with it paragraph by paragraph; `source_lang` its language
    (ISO 639-1). Findings, in text order, have half-open character offsets into `text`; quality is 0
    to 100. Raises ConfigError for a setting or a rule that is none, ModelError without a model.
    """
    from mtreview.align import attach_source
    from mtreview.config import language_code
    from mtreview.formats.text import segments
    from mtreview.model import Document
    from mtreview.pipeline import Pipeline

    language = language_code(source_lang) if source_lang else None
    document = Document("text", text, tuple(segments(text)), source_lang=language)
    if source is not None:
        document = attach_source(document, Document("source", source, tuple(segments(source))))
    return (Pipeline(config) if config else _pipeline()).check(document)


def rewrites(result: Result) -> Iterator[Combination]:
    """Yield how segments read with all the suggestions that go together, in text order.

    Only segments in which several do. Each names its `segment`, the `text` it becomes, and the
    findings with the suggestion `chosen` of each; `edits` have offsets into the document's text.
    """
    from mtreview.ape import combined

    return combined(result.document, result.findings)


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    """The pipeline of the default settings, which takes a while to load."""
    from mtreview.pipeline import Pipeline

    return Pipeline()


def score(
    segments: Iterable[str | tuple[str, str | None]],
    *,
    source_lang: str | None = None,
    config: Config | None = None,
) -> Iterator[Score]:
    """Score segments, each a translation or a pair of translation and source, as they come.

    Yields a Score each, in order; some hundred segments are held at a time, however many there
    are. A segment is not split, and stands alone: rules that look across segments see but one.
    Raises what `check` does. A segment on which a rule or the model fails does not end the others:
    its quality and penalty are NaN, and a RuntimeWarning tells its number, from 0, and why.
    """
    from mtreview.config import Config, language_code
    from mtreview.corpus.rows import Row
    from mtreview.pipeline import Pipeline

    language = language_code(source_lang) if source_lang else None
    pipeline = Pipeline(config or Config(), rewriting=False)
    pairs = ((row, None) if isinstance(row, str) else row for row in segments)
    rows = (
        Row(number, mt, src=src, source_lang=language) for number, (mt, src) in enumerate(pairs)
    )
    while window := list(islice(rows, _WINDOW)):
        yield from _scored(pipeline, window)


def _scored(pipeline: Pipeline, rows: list[Row]) -> list[Score]:
    """The scores of some rows, each a document of its own; what fails is warned of."""
    from mtreview.corpus.failing import surely
    from mtreview.corpus.scoring import document_of
    from mtreview.model import Score

    def score_all(window: Window) -> dict[int, Score]:
        results = pipeline.check_all([document_of(group) for group in window])
        scores = (result.segment_scores[0] for result in results)
        return {row.number: score for (row,), score in zip(window, scores, strict=True)}

    parts, failed = surely(score_all, [[row] for row in rows])
    scores = {number: score for part in parts for number, score in part.items()}
    for reject in failed:
        warnings.warn(f"segment {reject.number}: {reject.reason}", RuntimeWarning, stacklevel=3)
    none = Score(nan, nan, 0)
    return [scores.get(row.number, none) for row in rows]
