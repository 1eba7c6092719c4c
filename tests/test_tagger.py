"""Tagging: every token has its tag, however long the segment is."""

import subprocess
import sys

import pytest

from mtreview.detectors import tagger
from mtreview.formats import read_bytes
from mtreview.tokens import Reading


def reading(text: str) -> Reading:
    return Reading(read_bytes(text.encode()))


def test_an_overlong_segment_is_tagged_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "LONGEST", 5)
    read = reading("the old army and " * 20)
    tagger.tag([read])
    assert len(read.document.segments) == 1
    assert len(read.tags) == len(read) == 80
    assert read.tags[1::4] == ["JJ"] * 20


def test_the_words_of_a_corpus_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = tagger._pipeline().vocab
    texts = [f"He met Zq{n}x in May." for n in range(40)]
    limited, ever = ([reading(text) for text in texts] for _ in range(2))
    monkeypatch.setattr(tagger, "_MOST_WORDS", len(vocabulary))
    tagger.tag(limited)
    assert not any(f"Zq{n}x" in vocabulary.strings for n in range(40))
    monkeypatch.undo()
    tagger.tag(ever)
    assert [read.tags for read in limited] == [read.tags for read in ever]


def test_what_spacy_is_loaded_without_can_be_loaded_later() -> None:
    code = (
        "import sys; from mtreview.detectors import tagger; tagger._pipeline(); "
        "assert 'spacy' in sys.modules and 'spacy.cli' not in sys.modules; "
        "import spacy, spacy.cli; spacy.cli.download; "
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
