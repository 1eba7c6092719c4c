"""Suggestions in the order of a language model, and that model."""

import sys
from pathlib import Path

import pytest

from mtreview.ape import load_lm
from mtreview.ape.fluency import by_fluency
from mtreview.ape.language_model import LanguageModel
from mtreview.config import Config, load_config
from mtreview.errors import ModelError
from mtreview.formats import read_bytes
from mtreview.model import Finding, Severity, Span, Suggestion

try:
    import torch
except ImportError:
    torch = None

needs_torch = pytest.mark.skipif(torch is None, reason="the extra torch is not installed")
TEXT = "It rained. He go home. It snowed."
GO = Span(14, 16)


class Words:
    """Finds a text the likelier the more of its words it knows; `asked` are the texts it read."""

    name = "words"

    def __init__(self, *known: str) -> None:
        self.known, self.asked = known, list[str]()

    def nats(self, text: str) -> float:
        self.asked.append(text)
        return float(sum(word not in self.known for word in text.split()))


def finding(*texts: str, safe: bool = False) -> Finding:
    suggestions = tuple(
        Suggestion(GO, text, confidence=0.9 - n / 10, safe=safe and n == 0)
        for n, text in enumerate(texts)
    )
    return Finding("id", "rule", 1, GO, "go", "Style", Severity.MINOR, 0.9, "-", suggestions)


def ordered(lm: Words, one: Finding) -> list[tuple[str, float]]:
    (found,) = by_fluency(read_bytes(TEXT.encode(), "a.txt"), [one], lm)
    return [(s.text, s.confidence) for s in found.suggestions]


def test_the_likeliest_text_comes_first_and_is_surest() -> None:
    lm = Words("He", "went", "home.")
    assert ordered(lm, finding("goes", "gone", "went")) == [
        ("went", 0.9),
        ("goes", 0.8),
        ("gone", 0.7),
    ]
    assert lm.asked == ["He goes home.", "He gone home.", "He went home."]


def test_what_is_safe_stays_first_and_one_alone_is_not_read() -> None:
    lm = Words("went")
    assert ordered(lm, finding("goes", "went", safe=True))[0][0] == "goes"
    assert ordered(lm, finding("goes")) == [("goes", 0.9)]
    assert ordered(lm, finding()) == []
    assert lm.asked == []


def test_a_setting_names_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "mtreview.toml").write_text('lm = "tiny.gguf"\n')
    assert load_config(tmp_path / "mtreview.toml").lm == "tiny.gguf"
    (tmp_path / "tiny.gguf").touch()
    assert load_config(tmp_path / "mtreview.toml").lm == str(tmp_path / "tiny.gguf")


def test_none_is_loaded_unasked() -> None:
    assert load_lm(Config()) is None


def test_without_its_packages_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in ("smollm2", "anything"):
        with pytest.raises(ModelError, match=r"mtreview\[lm\]"):
            LanguageModel(name)


@needs_torch
def test_an_absent_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="it is not there"):
        LanguageModel(str(tmp_path / "absent"))
    (tmp_path / "broken.gguf").write_bytes(b"none")
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        LanguageModel(str(tmp_path / "broken.gguf"))
    assert "\n" not in str(caught.value)


@needs_torch
def test_a_causal_model_tells_how_unlikely_a_text_is(tmp_path: Path) -> None:
    lm = LanguageModel(str(tiny(tmp_path / "tiny")))
    assert lm.name == "tiny"
    assert 0 < lm.nats("He went home.") < lm.nats("He went home. He went home.")


def tiny(folder: Path) -> Path:
    """A causal model that knows some words, and whose weights are random."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

    vocabulary = {word: n for n, word in enumerate(("[END]", "[UNK]", "He", "went", "home", "."))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="[END]", unk_token="[UNK]")
    fast.save_pretrained(folder)
    torch.manual_seed(1)
    config = GPT2Config(
        vocab_size=6, n_positions=64, n_embd=16, n_layer=1, n_head=2, bos_token_id=0, eos_token_id=0
    )
    GPT2LMHeadModel(config).save_pretrained(folder)
    return folder
