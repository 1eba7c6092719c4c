"""Labelled translations: JSON lines, a row a rating of a segment (or of a whole article).

Fields: `mt` and, where known, `id, lp, source_lang, system, doc, seg, src, score, score_type,
spans[{start, end, text, category, severity, rewrites}], tokens, tags`. Rows with `text` instead of
`mt` are clean English: whatever is found there is a false alarm.
"""

import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtreview.errors import InputError
from mtreview.model import Span

SUFFIXES = (".jsonl", ".jsonl.gz")
FOLDERS = ("", "qe", "clean")  # where a name is looked for within the folder of labelled data


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A fault that a person marked, with the right rewrites where somebody wrote them."""

    span: Span
    category: str
    severity: str
    rewrites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """One rating: what one person said of one translation.

    `segment` is language pair, system, document and segment, the same for every rater of a text.
    `scale` names the scores that may be compared, `clean` says that the text was written in
    English, `tags` holds a span and "is bad" a word.
    """

    mt: str
    segment: tuple[str, str, str, str]
    source_lang: str | None = None
    src: str | None = None
    spans: tuple[GoldSpan, ...] = ()
    score: float | None = None
    scale: str = ""
    tags: tuple[tuple[Span, bool], ...] = ()
    clean: bool = False

    @property
    def lp(self) -> str:
        """The language pair."""
        return self.segment[0]

    @property
    def doc(self) -> str:
        """The document; the segment itself where none is known."""
        return self.segment[2]

    @property
    def whole(self) -> bool:
        """Whether this is an article of several paragraphs, and not one segment."""
        return "\n" in self.mt.strip()


def find_gold(
    names: Iterable[str], data: Path | None, suffixes: tuple[str, ...] = SUFFIXES
) -> list[Path]:
    """Return the files of labels that are meant: paths, folders, or names within `data`.

    A path that exists hides a name within `data`; of a folder, the files with one of `suffixes`.
    """
    files: list[Path] = []
    for name in names:
        places = [Path(name), *((data / folder / name) for folder in FOLDERS if data)]
        found = next(filter(None, (_files(place, suffixes) for place in places)), [])
        if not found:
            where = f" (nor in {data})" if data else "; --data DIR says where names are looked for"
            raise InputError(f"{name} is no file or folder of labels{where}")
        files += (file for file in found if file not in files)
    return files


def _files(place: Path, suffixes: tuple[str, ...]) -> list[Path]:
    if place.is_dir():
        inside = (p for p in sorted(place.iterdir()) if p.name.endswith(suffixes))
        return [p for p in inside if p.is_file()]
    if place.exists():
        return [place]
    with_suffix = (place.with_name(place.name + suffix) for suffix in suffixes)
    return [p for p in with_suffix if p.is_file()][:1]


def read_gold(path: Path) -> Iterator[Gold]:
    """Yield the rows of a file; a bad one is an InputError that names its line."""
    opener = gzip.open if path.suffix == ".gz" else open
    number = 0
    try:
        with opener(path, "rt", encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(line, f"{path.name}:{number}")
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 after line {number}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}, line {number} is no labelled row: {error}") from None
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path} cannot be read: {reason}") from error


def _row(line: str, name: str) -> Gold:
    """The rating in a line; `name` tells it apart where it has no name of its own."""
    row = json.loads(line, parse_constant=_no_number)
    if not isinstance(row, dict):
        raise ValueError("it is not a JSON object")
    if "type" in row and "schema" in row:
        raise ValueError(f"it is a {row['type']} that mtreview wrote, and nobody's label")
    clean = "mt" not in row or row.get("lp") == "en-en"
    mt = row.get("mt", row.get("text"))
    if not isinstance(mt, str):
        raise ValueError("it has neither `mt` nor `text`")
    src = row.get("src") or ""
    if not isinstance(src, str):
        raise ValueError("field src is not a text")
    (mt + src).encode()  # half a surrogate pair is no character, and would stop the check
    try:
        return _gold(row, mt, clean, name)
    except KeyError as error:
        raise ValueError(f"field {error} is missing") from None
    except (TypeError, AttributeError) as error:
        raise ValueError(f"a field is of the wrong type ({error})") from None


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")


def _gold(row: dict[str, Any], mt: str, clean: bool, name: str) -> Gold:
    # Few pairs, systems and documents, so each name is kept once, however many rows there are.
    pair, system, doc = (sys.intern(str(row.get(key) or "")) for key in ("lp", "system", "doc"))
    key = next((str(row[key]) for key in ("seg", "id") if row.get(key) is not None), name)
    language = re.match(r"[a-z]{2,3}(?![a-z])", str(row.get("source_lang") or pair).lower())
    return Gold(
        mt=mt,
        segment=(pair, system, doc or key, key),
        source_lang=language[0] if language and not clean else None,
        src=row.get("src") or None,
        spans=tuple(sorted((_span(raw, mt) for raw in row.get("spans") or ()), key=_place)),
        score=None if row.get("score") is None else float(row["score"]),
        scale=sys.intern(str(row.get("score_type") or "")),
        tags=tuple(_tags(mt, row.get("tokens") or [], row.get("tags") or [])),
        clean=clean,
    )


def _span(raw: dict[str, Any], mt: str) -> GoldSpan:
    start, end = int(raw["start"]), int(raw["end"])
    if not 0 <= start <= end <= len(mt):
        raise ValueError(f"span {start}-{end} is not within the text (0-{len(mt)})")
    # Offsets in bytes, or in the halves of UTF-16, would otherwise pass for bad findings.
    if raw.get("text") is not None and raw["text"] != mt[start:end]:
        raise ValueError(f"span {start}-{end} is “{mt[start:end]}”, not “{raw['text']}”")
    rewrites = raw.get("rewrites") or ()
    if isinstance(rewrites, str):
        raise TypeError("rewrites is no list")
    category, severity = raw.get("category") or "unspecified", raw.get("severity") or ""
    names = sys.intern(str(category)), sys.intern(str(severity))
    return GoldSpan(Span(start, end), *names, tuple(map(str, rewrites)))


def _place(marked: GoldSpan) -> Span:
    return marked.span


def _tags(mt: str, tokens: list[str], tags: list[str]) -> Iterator[tuple[Span, bool]]:
    """Find each token in the text, in order; one that is not there is left out."""
    if tags and len(tags) != len(tokens):
        raise ValueError(f"{len(tags)} tags for {len(tokens)} tokens")
    at = 0
    for token, tag in zip(tokens, tags, strict=False):
        found = mt.find(token, at)
        if found >= 0 and token:
            at = found + len(token)
            yield Span(found, at), tag == "BAD"
