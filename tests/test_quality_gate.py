"""The gate fails where a figure falls or the corpora change, and lowers no floor unasked."""

import importlib.util
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "quality_gate"
FLOORS = 'corpus = "{}"\n\n[floors]\nrecall = 0.7\nprecision = 0.9\n'
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script with floors of its own, a corpus of one file, and figures right at the floors."""
    loader = SourceFileLoader("quality_gate", str(SCRIPT))
    spec = importlib.util.spec_from_loader("quality_gate", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    (tmp_path / "corpora").mkdir()
    (tmp_path / "corpora" / "a.gold.jsonl").write_text("{}")
    monkeypatch.setattr(module, "CORPORA", tmp_path / "corpora")
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.toml")
    reaches(module, monkeypatch, recall=0.7, precision=0.9)
    (tmp_path / "floors.toml").write_text(FLOORS.format(module.corpus_hash()))
    return module


def reaches(gate: ModuleType, monkeypatch: pytest.MonkeyPatch, **figures: float) -> None:
    monkeypatch.setattr(gate, "reached", lambda: figures)


def called(gate: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["quality_gate", *arguments])
    code: int = gate.main()
    return code


def floors(gate: ModuleType) -> dict[str, float]:
    held: dict[str, float] = tomllib.loads(gate.FLOORS.read_text("utf-8"))["floors"]
    return held


def test_it_passes_at_the_floors(gate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert called(gate, monkeypatch) == 0


@pytest.mark.parametrize("figures", [{"recall": 0.699, "precision": 0.95}, {"recall": 0.7}])
def test_a_figure_that_falls_or_is_gone_fails(
    gate: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    figures: dict[str, float],
) -> None:
    reaches(gate, monkeypatch, **figures)
    assert called(gate, monkeypatch) == 1
    assert capsys.readouterr().out.count("BELOW THE FLOOR") == 1


def test_a_changed_corpus_fails_until_the_floors_are_written(
    gate: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    (gate.CORPORA / "a.gold.jsonl").write_text("{ }")
    assert called(gate, monkeypatch) == 1
    assert "the corpora are not those of the floors" in capsys.readouterr().out
    assert called(gate, monkeypatch, "--update") == 0
    assert called(gate, monkeypatch) == 0


def test_a_floor_is_lowered_only_when_that_is_asked(
    gate: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    reaches(gate, monkeypatch, recall=0.65, precision=0.95)
    assert called(gate, monkeypatch, "--update") == 1
    assert "--lower is needed" in capsys.readouterr().out
    assert floors(gate) == {"recall": 0.7, "precision": 0.9}
    assert called(gate, monkeypatch, "--update", "--lower") == 0
    assert floors(gate) == {"recall": 0.65, "precision": 0.95}


def test_a_floor_is_raised_to_what_is_reached(
    gate: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    reaches(gate, monkeypatch, recall=0.7239, precision=0.9)
    assert called(gate, monkeypatch, "--update") == 0
    assert floors(gate) == {"recall": 0.723, "precision": 0.9}
