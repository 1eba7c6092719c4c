"""Another estimator in the embedded model's place: any checkpoint that makes one number of a pair.

Sequence-regression models as transformers loads them, from a folder or a hub. They tell a quality,
and no words. Needs the extra `torch`.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from logging import ERROR, getLogger
from pathlib import Path
from typing import Any

from mtreview.errors import ModelError
from mtreview.qe.estimate import Estimate, Pair

BATCH = 32  # pairs
LONGEST = 512  # tokens, where neither the tokenizer nor the model says
_Part = tuple[int, Pair]  # the row that it is a part of
_UNLIMITED = 10**6  # a tokenizer without a limit tells an astronomic one
_NO_TORCH = "--qe-model needs PyTorch: install the extra, `pip install 'mtreview[torch]'`"


class Adapter:
    """Estimates from a checkpoint; `scale` is what it says of the worst and the best pair."""

    def __init__(
        self, name: str, scale: tuple[float, float] = (0.0, 1.0), threads: int = 0
    ) -> None:
        self.name = f"{Path(name).name or name}.{scale[0]:g}-{scale[1]:g}"
        self._worst, self._best = scale
        try:
            import torch
        except ImportError:
            raise ModelError(_NO_TORCH) from None
        if threads:
            torch.set_num_threads(threads)
        self._torch = torch
        self._tokenizer, self._model = _loaded(name)
        self._longest = _limit(self._tokenizer, self._model)

    def estimate(self, pairs: Sequence[Pair]) -> list[Estimate]:
        """Estimate each pair, in order; of one that is too long, the mean of its parts."""
        parts = [(row, part) for row, pair in enumerate(pairs) for part in self._parts(pair)]
        parts.sort(key=lambda item: -len(item[1][0]))
        told: list[list[float]] = [[] for _ in pairs]
        for batch in _batches(parts):
            for (row, _), value in zip(batch, self._run([part for _, part in batch]), strict=True):
                told[row].append(value)
        return [Estimate(self._quality(sum(values) / len(values))) for values in told]

    def _quality(self, value: float) -> float:
        share = (value - self._worst) / (self._best - self._worst)
        return 100 * min(1.0, max(0.0, share))

    def _run(self, pairs: Sequence[Pair]) -> list[float]:
        try:
            rows = [self._encoded(*pair) for pair in pairs]
            inputs = self._tokenizer.pad(rows, return_tensors="pt")
            with self._torch.inference_mode():
                values = [float(value) for value in self._model(**inputs).logits[:, 0]]
        except Exception as error:  # whatever a model that is not made for pairs raises
            raise ModelError(f"the model {self.name} cannot be run: {first_line(error)}") from error
        if not all(map(math.isfinite, values)):
            raise ModelError(f"the model {self.name} says what is no number")
        return values

    def _encoded(self, mt: str, src: str | None) -> Any:
        return self._tokenizer(src, mt) if src else self._tokenizer(mt)

    def _parts(self, pair: Pair) -> Iterator[Pair]:
        """The pair, or as many pairs of its parts as it takes to keep within the model's length."""
        mt, src = pair
        length = len(self._encoded(mt, src)["input_ids"])
        count = -(-length // self._longest)
        while count > 1 and any(self._is_long(*part) for part in _cut(mt, src, count)):
            count += 1
            if count > len(mt):  # not even a character fits
                raise ModelError(f"{self.name} takes {self._longest} tokens, too few to use")
        yield from _cut(mt, src, count) if count > 1 else [pair]

    def _is_long(self, mt: str, src: str | None) -> bool:
        return len(self._encoded(mt, src)["input_ids"]) > self._longest


def _cut(mt: str, src: str | None, count: int) -> list[Pair]:
    """Both sides in as many parts, each by its own length; words stay whole where there are any."""
    sides = [_shares(mt, count), _shares(src, count) if src else [None] * count]
    return list(zip(*sides, strict=True))


def _shares(text: str, count: int) -> list[str]:
    words = text.split()
    glue, units = (" ", words) if len(words) >= count else ("", list(text))
    edges = [len(units) * n // count for n in range(count + 1)]
    return [glue.join(units[a:b]) for a, b in pairwise(edges)]


def _loaded(name: str) -> tuple[Any, Any]:
    """The tokenizer and the model of a checkpoint."""
    if Path(name).is_absolute() and not Path(name).is_dir():  # no hub has such a name
        raise ModelError(f"the model {name} cannot be loaded: there is no such folder")
    hushed()
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=False)
        model, loading = AutoModelForSequenceClassification.from_pretrained(
            name, trust_remote_code=False, output_loading_info=True
        )
    except Exception as error:  # whatever a broken or absent checkpoint makes the library raise
        raise ModelError(f"the model {name} cannot be loaded: {first_line(error)}") from error
    if loading["missing_keys"]:  # which would be random
        raise ModelError(f"the model {name} has no weights for {min(loading['missing_keys'])}")
    if model.config.num_labels != 1:
        raise ModelError(
            f"the model {name} tells {model.config.num_labels} labels apart; "
            "one that makes a single number is wanted"
        )
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
        model.config.pad_token_id = tokenizer.pad_token_id
    return tokenizer, model.eval()


def _limit(tokenizer: Any, model: Any) -> int:
    """How many tokens a pair may have."""
    told = [tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", None)]
    known = [int(limit) for limit in told if limit and limit < _UNLIMITED]
    # RoBERTa and its kin count positions from behind their padding index.
    kin = ("roberta", "camembert", "mpnet", "longformer")
    offset = 2 if any(name in model.config.model_type for name in kin) else 0
    return (min(known) - offset) if known else LONGEST


def _batches(parts: Sequence[_Part]) -> Iterator[Sequence[_Part]]:
    """Pairs with pairs and translations alone with their like, as models may want it."""
    for kind in (True, False):
        alike = [part for part in parts if (part[1][1] is not None) is kind]
        for start in range(0, len(alike), BATCH):
            yield alike[start : start + BATCH]


def hushed() -> None:
    """Let transformers say nothing of what it does."""
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    getLogger("huggingface_hub").setLevel(ERROR)  # which tells of every try without a network


def first_line(error: Exception) -> str:
    """What an error of a library says, on one line."""
    return str(error).strip().partition("\n")[0] or type(error).__name__
