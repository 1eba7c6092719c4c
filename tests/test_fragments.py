"""Rules read what ends anywhere: a corpus holds cut lines, and one of them must not end its run."""

import random
from pathlib import Path

from mtreview.config import Config
from mtreview.corpus.rows import Row
from mtreview.corpus.scoring import document_of
from mtreview.detectors import DETECTORS
from mtreview.pipeline import Pipeline

CORPORA = Path(__file__).resolve().parents[1] / "corpora"


def texts() -> list[str]:
    lines = [line for path in sorted(CORPORA.glob("*.txt")) for line in path.open(encoding="utf-8")]
    for detector in DETECTORS:
        lines += [flagged.text.replace("⟦", "").replace("⟧", "") for flagged in detector.flagged]
        lines += detector.passing
    return [line.strip() for line in lines if line.strip()]


def test_a_text_that_is_cut_anywhere_is_checked() -> None:
    chance = random.Random(5)
    pieces = []
    for text in texts():
        words = text.split()
        for _ in range(3):
            first, last = sorted(chance.randrange(len(words) + 1) for _ in range(2))
            pieces += [" ".join(words[first:last]), " ".join(words[:last])]
    pipeline = Pipeline(Config(model=False, source_lang="fr"))
    documents = [document_of([Row(n, piece)]) for n, piece in enumerate(pieces) if piece]
    results = pipeline.check_all(documents)
    assert len(results) == len(documents) > 1000
