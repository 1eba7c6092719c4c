"""The embedded model: a multilingual encoder in 8 bits under ONNX Runtime, on the CPU.

What it read and how it was trained: weights/CARD.md. Each row of a batch is computed as if it were
alone, so the estimates do not depend on how rows are gathered.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from mtreview.errors import ModelError
from mtreview.interrupts import held_back
from mtreview.qe.estimate import Estimate, Pair
from mtreview.qe.judge import Array, Judge, Seen
from mtreview.qe.pieces import PAD, Tokenizer
from mtreview.qe.windows import Window, windows

WEIGHTS = Path(__file__).parent / "weights"
BATCH = 512  # pieces that are computed together: more are slower, as they leave the cache
KEPT = 4096  # estimates of the pairs met last: memories and menus say a thing again and again
_PADDING_SIDE = 2
_LEAST = 2  # rows: of one alone the library computes the last layers in another way, .6 points off


@dataclass(frozen=True, slots=True)
class _Task:
    """A window of a row."""

    row: int
    window: Window


class EmbeddedModel:
    """Estimates from the weights in a folder: model.onnx, pieces.model, settings.json.

    It computes on `threads` cores, all if 0. Doubts are told from the probability `least` on; None:
    from where clean English has few. Without `edits`, they name none.
    """

    def __init__(
        self,
        folder: Path = WEIGHTS,
        threads: int = 0,
        least: float | None = None,
        edits: bool = True,
    ) -> None:
        self._folder, self._threads, self._edits = folder, threads, edits
        self._known: dict[bytes, Estimate] = {}
        try:
            settings = json.loads((folder / "settings.json").read_text("utf-8"))
            self._tokenizer = Tokenizer(folder / "pieces.model")
            self._judge = Judge(settings, least)
            self._weights = str(settings["weights"])
            # The settings hold the digest of the weights that they were made for.
            raw = (folder / "settings.json").read_bytes()
            self.name = f"{settings['name']}.{hashlib.blake2b(raw, digest_size=3).hexdigest()}"
        except Exception as error:  # SentencePiece's errors have no common base
            reason = f"{error}".partition("\n")[0] or type(error).__name__
            raise ModelError(f"{folder} holds no model that can be read: {reason}") from error

    @cached_property
    def _session(self) -> Any:
        with held_back():
            import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        # Batches are of ever other shapes: what is kept for the next one is memory, and no faster.
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        path = self._folder / "model.onnx"
        try:
            if digest(path.read_bytes()) != self._weights:
                raise ValueError("these are not the weights that settings.json was made for")
            return onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])
        except Exception as error:  # the library's errors have no common base
            raise ModelError(f"{path} cannot be loaded: {str(error).splitlines()[0]}") from error

    def estimate(self, pairs: Sequence[Pair]) -> list[Estimate]:
        """Estimate each pair, in order; one that comes again before long is read once."""
        keys = [_key(pair) for pair in pairs]
        told = {key: self._known[key] for key in keys if key in self._known}
        new = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in told}
        told |= zip(new, self._estimate(list(new.values())), strict=True)
        for key in dict.fromkeys(keys):  # what was met last is kept longest
            self._known.pop(key, None)
            self._known[key] = told[key]
        for key in list(islice(self._known, max(0, len(self._known) - KEPT))):
            self._known.pop(key, None)
        return [told[key] for key in keys]

    def _estimate(self, pairs: Sequence[Pair]) -> list[Estimate]:
        targets = [self._tokenizer.encode(mt) for mt, _ in pairs]
        tasks = [
            _Task(row, window)
            for row, (_, src) in enumerate(pairs)
            for window in windows(targets[row], self._tokenizer.encode(src) if src else None)
        ]
        seen: list[list[Seen]] = [[] for _ in pairs]
        for batch in _batches(tasks):
            for task, part in zip(batch, self._run([t.window for t in batch]), strict=True):
                seen[task.row].append(part)
        return [
            self._judge.judge(mt, pieces, sorted(parts, key=lambda part: part.window.first))
            for (mt, _), pieces, parts in zip(pairs, targets, seen, strict=True)
        ]

    def _run(self, batch: Sequence[Window]) -> Iterator[Seen]:
        length = max(len(window.ids) for window in batch)
        ids = np.full((max(_LEAST, len(batch)), length), PAD, np.int64)
        sides = np.full(ids.shape, _PADDING_SIDE, np.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = window.ids
            sides[row, : len(window.ids)] = window.sides
        ids[len(batch) :], sides[len(batch) :] = ids[0], sides[0]
        sentence, words, best, sure = self._outputs({"ids": ids, "sides": sides})
        for row, window in enumerate(batch):
            yield Seen(window, sentence[row], words[row], best[row], sure[row])

    def _outputs(self, inputs: dict[str, Array]) -> tuple[Array, Array, Array, Array]:
        """The heads of the sentence and of the words, and each piece's likeliest tag, how sure."""
        if not self._edits:
            sentence, words = self._session.run(
                ["sentence", "words"], inputs, _only_what_is_asked()
            )
            none = np.zeros(words.shape[:2], np.int64)
            return sentence, words, none, none
        sentence, words, tags = self._session.run(None, inputs)
        # The tags' hundreds of numbers a piece would fill the memory, if all of a text were kept.
        best = tags.argmax(axis=-1)
        sure = 1 / np.exp(tags - tags.max(axis=-1, keepdims=True)).sum(axis=-1)
        return sentence, words, best, sure


def _key(pair: Pair) -> bytes:
    """What a pair is known again by; the texts themselves may be of any length."""
    return hashlib.blake2b(repr(pair).encode(errors="replace"), digest_size=16).digest()


def digest(weights: bytes) -> str:
    """The digest of weights, by which settings name them."""
    return hashlib.blake2b(weights, digest_size=8).hexdigest()


def _only_what_is_asked() -> Any:
    """Let the network pass over the heads that nobody asks for."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.only_execute_path_to_fetches = True
    return options


def _batches(tasks: list[_Task]) -> Iterator[list[_Task]]:
    """Windows of like length together: the fewer are padded, the faster."""
    batch: list[_Task] = []
    for task in sorted(tasks, key=lambda task: -len(task.window.ids)):
        longest = len(batch[0].window.ids) if batch else 0
        if batch and (len(batch) + 1) * longest > BATCH:
            yield batch
            batch = []
        batch.append(task)
    if batch:
        yield batch
