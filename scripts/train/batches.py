"""Examples as tensors, and batches of like length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from example import SENTENCE, WORD, Example
from torch import Tensor

from mtreview.qe.pieces import END, PAD, START, Tokenizer

KEEP, NOTHING = 0, -100
STRANGER = "stranger"
KEPT = ("faults-source", STRANGER)  # what means nothing without its source
WORST = np.array([-2.2, 0.03, -float(np.log1p(25)), 1.0], np.float32)  # as SENTENCE has it
UNLABELLED = -1.0


@dataclass(slots=True)
class Encoded:
    """An example as arrays; labels of pieces are UNLABELLED or NOTHING where there are none."""

    target: Any  # ids of the translation, with its marks
    source: Any  # ids of the source, with its mark; empty without one
    sentence: Any  # [SENTENCE], nan where unknown
    words: Any  # [pieces of the translation with marks, WORD + 1]
    tags: Any  # [the same]
    human: bool
    origin: str


def encode(
    example: Example, tokenizer: Tokenizer, tags: dict[str, int], limits: tuple[int, int]
) -> Encoded:
    """Return an example as arrays, cut to so many pieces a side."""
    pieces = tokenizer.encode(example.mt)
    ids, offsets = pieces.ids[: limits[0]], pieces.offsets[: limits[0]]
    labels = np.full((len(ids) + 2, len(WORD) + 1), UNLABELLED, np.float16)
    for kind, spans in example.words.items():
        column = WORD.index(kind)
        labels[1:-1, column] = 0
        for start, end, weight in spans:
            hit = [i for i, (a, b) in enumerate(offsets, 1) if a < end and b > start]
            labels[hit, column] = np.minimum(1, labels[hit, column] + np.float16(weight))
    chosen = np.full(len(ids) + 2, NOTHING, np.int16)
    first = {a: i for i, (a, _) in reversed(list(enumerate(offsets, 1)))}
    first.setdefault(len(example.mt), len(ids) + 1)
    if example.gaps is not None:
        labels[1:, -1] = 0
        labels[[first[g] for g in example.gaps if g in first], -1] = 1
    if example.tags is not None:
        chosen[list(first.values())] = KEEP
        for at, tag in example.tags:
            if at in first and chosen[first[at]] in (KEEP, NOTHING):
                chosen[first[at]] = tags.get(tag, tags.get(tag.split("_")[0], NOTHING))
    source = tokenizer.encode(example.src).ids[: limits[1]] if example.src else ()
    return Encoded(
        target=np.array([START, *ids, END], np.int32),
        source=np.array([END, *source, END] if source else [], np.int32),
        sentence=np.array([example.sentence.get(k, np.nan) for k in SENTENCE], np.float32),
        words=labels,
        tags=chosen,
        human=example.human,
        origin=example.origin,
    )


@dataclass(slots=True)
class Batch:
    """Tensors of a batch, padded to its longest row."""

    ids: Tensor
    sides: Tensor
    sentence: Tensor
    words: Tensor
    tags: Tensor


def collate(rows: Sequence[Encoded], with_source: Sequence[bool]) -> Batch:
    """Pad rows to one length; the target stands first, so its labels need no shifting."""
    shown = [
        row.source if keep else row.source[:0] for row, keep in zip(rows, with_source, strict=True)
    ]
    length = max(len(r.target) + len(s) for r, s in zip(rows, shown, strict=True))
    size = len(rows)
    ids = np.full((size, length), PAD, np.int64)
    sides = np.full((size, length), 2, np.int64)
    words = np.full((size, length, len(WORD) + 1), UNLABELLED, np.float32)
    tags = np.full((size, length), NOTHING, np.int64)
    for i, (row, source) in enumerate(zip(rows, shown, strict=True)):
        n, m = len(row.target), len(source)
        ids[i, :n], ids[i, n : n + m] = row.target, source
        sides[i, :n], sides[i, n : n + m] = 0, 1
        words[i, :n], tags[i, :n] = row.words, row.tags
    sentence = torch.from_numpy(np.stack([row.sentence for row in rows]))
    arrays = (torch.from_numpy(a) for a in (ids, sides))
    return Batch(*arrays, sentence, torch.from_numpy(words), torch.from_numpy(tags))


def batches(
    rows: Sequence[Encoded], size: int, dropped: float, chance: random.Random
) -> Iterator[Batch]:
    """All rows in random order, in batches of like length of at most `size` pieces."""
    order = list(range(len(rows)))
    chance.shuffle(order)
    window = 40 * 64
    for start in range(0, len(order), window):
        part = [
            (i, chance.random() >= dropped or rows[i].origin in KEPT)
            for i in order[start : start + window]
        ]
        part.sort(key=lambda p: _length(rows[p[0]], p[1]))
        groups: list[list[tuple[int, bool]]] = [[]]
        for i, keep in part:
            if (len(groups[-1]) + 1) * _length(rows[i], keep) > size:
                groups.append([])
            groups[-1].append((i, keep))
        chance.shuffle(groups)
        for group in filter(None, groups):
            yield collate([rows[i] for i, _ in group], [keep for _, keep in group])


def with_strangers(rows: Sequence[Encoded], share: float, chance: random.Random) -> list[Encoded]:
    """Some rows beside a source that is another row's: as bad as a translation can be.

    What people labelled shows hardly any, and a model that never met one does not compare.
    """
    changed = list(rows)
    for i, row in enumerate(rows):
        other = chance.choice(rows)
        beside = len(row.source) and len(other.source) and chance.random() < share
        if beside and not np.array_equal(row.source, other.source):
            words = np.full_like(row.words, UNLABELLED)
            tags = np.full_like(row.tags, NOTHING)
            changed[i] = replace(row, source=other.source, sentence=WORST, words=words, tags=tags)
            changed[i].origin = STRANGER
    return changed


def _length(row: Encoded, with_source: bool) -> int:
    return len(row.target) + (len(row.source) if with_source else 0)
