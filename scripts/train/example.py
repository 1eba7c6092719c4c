"""What the model is trained on: a translation, and whatever is known of it."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SENTENCE = ("z", "adequacy", "mqm", "hter")
"""Direct assessment as a z-score; its mean, 0 to 1; MQM penalty p as -log(1 + p); edit rate."""
WORD = ("edited", "minor", "major", "artifact")
"""A word that post-editors changed; that raters marked; that an imitated fault stands in."""


@dataclass(slots=True)
class Example:
    """A translation with its labels; what is absent was not labelled, and teaches nothing.

    `sentence` holds some of SENTENCE. `words` says of each labelled kind of WORD which characters
    are meant, with a weight 0 to 1 (the share of raters); a kind that is a key but has no spans
    says that all is well. `gaps` are the characters before which something is missing, `tags` the
    edits by the character at which they begin (all else is kept).
    """

    mt: str
    src: str | None = None
    origin: str = ""
    doc: str = ""
    human: bool = True
    sentence: dict[str, float] = field(default_factory=dict)
    words: dict[str, list[tuple[int, int, float]]] = field(default_factory=dict)
    gaps: list[int] | None = None
    tags: list[tuple[int, str]] | None = None


def write(path: Path, examples: Iterable[Example]) -> int:
    """Write examples as gzipped JSON lines; return how many."""
    count = 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as out:
        for count, example in enumerate(examples, 1):  # noqa: B007 - the last count is returned
            out.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
    return count


def read(path: Path) -> Iterator[Example]:
    """Read them again."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield Example(**json.loads(line))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
