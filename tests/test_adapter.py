"""Another model of quality: tiny checkpoints, written here, through the real loading code."""

import sys
from pathlib import Path
from typing import Any

import pytest

from mtreview.errors import ModelError
from mtreview.qe.adapter import Adapter

try:
    import torch
except ImportError:
    torch = None

needs_torch = pytest.mark.skipif(torch is None, reason="the extra torch is not installed")
WORDS = "the cat sleeps under table le chat dort sous la very".split()


def checkpoint(folder: Path, labels: int = 1, positions: int = 24) -> Path:
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]))
    BertTokenizerFast(str(vocabulary)).save_pretrained(folder)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=5 + len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=positions,
        num_labels=labels,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def without_head(folder: Path) -> Path:
    from transformers import AutoModel

    AutoModel.from_pretrained(checkpoint(folder)).save_pretrained(folder)
    return folder


@needs_torch
def test_pairs_are_estimated_alone_as_together(tmp_path: Path) -> None:
    model = Adapter(str(checkpoint(tmp_path / "tiny")), (-1, 1))
    pairs = [("the cat sleeps", "le chat dort"), ("the cat", None), ("under the table", "sous")]
    together = [estimate.quality for estimate in model.estimate(pairs)]
    alone = [model.estimate([pair])[0].quality for pair in pairs]
    assert together == pytest.approx(alone, abs=0.01)
    assert len(set(together)) == len(pairs)
    assert all(0 <= quality <= 100 for quality in together)


@needs_torch
def test_the_source_makes_a_difference(tmp_path: Path) -> None:
    model = Adapter(str(checkpoint(tmp_path / "tiny")), (-1, 1))
    one, other = model.estimate([("the cat sleeps", "le chat"), ("the cat sleeps", "dort sous")])
    assert one.quality != other.quality


@needs_torch
def test_the_scale_says_what_is_worst_and_best(tmp_path: Path) -> None:
    folder = str(checkpoint(tmp_path / "tiny"))
    up = Adapter(folder, (-1, 1)).estimate([("the cat", None)])[0].quality
    down = Adapter(folder, (1, -1)).estimate([("the cat", None)])[0].quality
    assert up + down == pytest.approx(100)


@needs_torch
def test_a_long_pair_is_read_to_its_end(tmp_path: Path) -> None:
    model = Adapter(str(checkpoint(tmp_path / "tiny")), (-1, 1))
    short, long = model.estimate([("the " * 40, "le " * 40), ("the " * 40 + "very", "le " * 40)])
    assert short.quality != long.quality


@needs_torch
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: folder, "cannot be loaded"),
        (lambda folder: checkpoint(folder, labels=3), "tells 3 labels apart"),
        (lambda folder: checkpoint(folder, positions=2), "too few"),
        (without_head, "has no weights for"),
    ],
    ids=["absent", "classifier", "short", "no head"],
)
def test_what_cannot_serve_is_one_clear_line(tmp_path: Path, make: Any, said: str) -> None:
    with pytest.raises(ModelError, match=said) as caught:
        Adapter(str(make(tmp_path / "m"))).estimate([("the cat sleeps under the table", None)])
    assert "\n" not in str(caught.value)


def test_without_torch_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ModelError, match=r"mtreview\[torch\]"):
        Adapter("anything")
