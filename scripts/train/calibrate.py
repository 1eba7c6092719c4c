"""Step 6: the constants that turn the network's numbers into quality and probabilities.

    python scripts/train/calibrate.py WORK OUT --data DIR

Fitted on labelled segments of articles that training did not see (WORK/held.jsonl.gz), with and
without their source; writes OUT/settings.json. The quality of a rated segment is that of its
penalty in 25 words (mtreview.scoring), of an assessed one the mean of its assessments. Words are
told of from the probability on at which clean English, of documents that training did not see
either, would have SHOWN false alarms in 1,000 words. Needs apertium, as step 3 does.
"""

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from example import SENTENCE, WORD, Example, read, rows
from made import fit, measured, parts, translated
from scipy.optimize import minimize

from mtreview.config import Config
from mtreview.qe.embedded import EmbeddedModel, digest
from mtreview.qe.judge import probability, summed_up
from mtreview.qe.pieces import Pieces, Tokenizer, words_of
from mtreview.scoring import quality_of

Array = np.ndarray[Any, Any]
Fitted = tuple[list[float], float]  # weights and a constant
# Words of a segment for which a penalty makes a quality. Not the segment's own: people who assess
# a segment weigh what is wrong with it, not how often a word is.
TYPICAL = 25
HOLDS = 0.9  # the share of intervals that are to hold
# Per 1,000 words of clean English: words by labels, words by made faults, gaps.
SHOWN = {"word": 0.4, "artifact": 0.5, "gap": 0.2}
MAJOR = 0.6  # the share of words told as major that are to be
LEAST_MAJOR = 50  # words on which that share is judged at least
NEVER = 99.0
CLEAN = 3000  # sentences of clean English that thresholds are found on
SHARES = {"z": 1.0, "adequacy": 1.0, "mqm": 0.5, "hter": -1.0}  # in quality, of what is told
FAULTS = -1.0  # share of the faults to be expected


class Raw(EmbeddedModel):
    """The model without its constants, which are not yet known."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._threads, self._edits = folder, 0, True
        self._known = {}
        self._tokenizer = Tokenizer(folder / "pieces.model")
        self._judge = self  # type: ignore[assignment]
        self._weights = digest((folder / "model.onnx").read_bytes())

    def judge(self, text: str, pieces: Any, seen: Sequence[Any]) -> Any:
        """What a quality is made of, and the numbers of each word and of the gap before it."""
        part = seen[0]
        kept = Pieces(pieces.ids[: part.window.own_end], pieces.offsets[: part.window.own_end])
        numbers = part.words[1:]
        return summed_up(part), [
            (start, end, numbers[first:last, :-1].mean(axis=0), numbers[first, -1:])
            for start, end, first, last in words_of(text, kept)
        ]


def quality(example: Example) -> float:
    """The quality that people gave, 0 to 100."""
    if "adequacy" in example.sentence:
        return 100 * example.sentence["adequacy"]
    penalty = math.expm1(-example.sentence["mqm"])
    return quality_of(penalty, TYPICAL)


def fit_quality(outputs: Array, wanted: Array) -> Fitted:
    """Weights of the sentence head's numbers and of the faults to be expected, and a constant.

    The shares are fixed: fitted to the few held-out articles they follow one kind of labels, and
    correlate less with people on the development files than plain shares do.
    """
    shares = np.array([*(SHARES[name] for name in SENTENCE), FAULTS])
    told = outputs[:, :-1] @ shares
    slope, constant = np.polyfit(told, wanted, 1)
    return [float(slope * share) for share in shares], float(constant)


def fit_interval(outputs: Array, wanted: Array, fitted: Fitted) -> float:
    """The factor by which the told spread holds as often as it should."""
    guessed = outputs[:, :-1] @ np.array(fitted[0]) + fitted[1]
    spread = np.exp(np.clip(outputs[:, -1], -3, 1))
    return float(np.quantile(np.abs(np.clip(guessed, 0, 100) - wanted) / spread, HOLDS))


def fit_probability(columns: Array, wanted: Array) -> Fitted:
    """Logistic regression of a share on numbers; no weight is negative."""
    count = columns.shape[1]

    def cost(weights: Array) -> tuple[float, Array]:
        z = columns @ weights[:-1] + weights[-1]
        off = 1 / (1 + np.exp(-z)) - wanted
        slope = np.append(columns.T @ off, off.sum()) / len(wanted)
        return float((np.logaddexp(0, z) - wanted * z).mean()), slope

    start = np.array([1 / count] * count + [0.0])
    bounds = [(0.0, None)] * count + [(None, None)]
    best = minimize(cost, start, method="L-BFGS-B", jac=True, bounds=bounds).x
    return [float(w) for w in best[:-1]], float(best[-1])


def threshold(values: Array, words: int, shown: float) -> float:
    """The probability that so many of 1,000 words of clean English reach."""
    count = int(shown * words / 1000)
    return float(np.sort(values)[-count - 1]) if count < len(values) else 0.0


def fit_artifact(made: list[Example], told: list[Any], clean: list[Any]) -> Fitted:
    """The probability of an imitated fault, from the head that knows no other."""
    numbers, wrong = [], []
    faults = [example.words["artifact"] for example in made] + [[]] * len(clean)
    for spans, (_, words) in zip(faults, [*told, *clean], strict=True):
        for start, end, word, _ in words:
            numbers.append(word[WORD.index("artifact") :])
            wrong.append(float(any(a < end and b > start for a, b, _ in spans)))
    return fit_probability(np.array(numbers), np.array(wrong))


def fit_major(examples: list[Example], told: list[Any]) -> float:
    """How far "major" must be ahead of "minor" for most of those words to be major faults."""
    ahead, major = [], []
    for example, (_, words) in zip(examples, told, strict=True):
        marks = [(*m, k) for k in ("minor", "major") for m in example.words.get(k, ())]
        for start, end, word, _ in words:
            shares = [(w, kind) for a, b, w, kind in marks if a < end and b > start]
            if shares:
                ahead.append(word[WORD.index("major")] - word[WORD.index("minor")])
                grave = sum(w for w, kind in shares if kind == "major")
                major.append(grave / sum(w for w, _ in shares))
    order = np.argsort(ahead)[::-1]
    precision = np.cumsum(np.array(major)[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precision[LEAST_MAJOR:] >= MAJOR)
    return float(np.array(ahead)[order][LEAST_MAJOR + enough[-1]]) if len(enough) else NEVER


def constants(
    examples: list[Example], told: list[Any], artifact: Fitted, clean: list[Any]
) -> dict[str, Any]:
    """All constants for one way of asking."""
    outputs, wanted = np.array([t[0] for t in told]), np.array([quality(e) for e in examples])
    fitted = fit_quality(outputs, wanted)
    numbers, wrong, gaps, missing = [], [], [], []
    for example, (_, words) in zip(examples, told, strict=True):
        spans = [span for kind in example.words.values() for span in kind]
        for start, end, word, gap in words:
            numbers.append(word)
            wrong.append(min(1.0, sum(w for a, b, w in spans if a < end and b > start)))
            if example.gaps is not None:
                gaps.append(gap)
                missing.append(float(start in example.gaps))
    word = fit_probability(np.array(numbers), np.array(wrong))
    gap = fit_probability(np.array(gaps), np.array(missing))
    clean_words = [w for _, words in clean for w in words]
    heard = {
        "word": [probability(w[2], word) for w in clean_words],
        "artifact": [probability(w[2][-1:], artifact) for w in clean_words],
        "gap": [probability(w[3], gap) for w in clean_words],
    }
    least = Config().confidence_floor  # below it nothing is shown, whoever says it
    show = {
        name: max(least, threshold(np.array(heard[name]), len(clean_words), most))
        for name, most in SHOWN.items()
    }
    return {
        "quality": fitted,
        "interval": fit_interval(outputs, wanted, fitted),
        "word": word,
        "artifact": artifact,
        "gap": gap,
        "show": show,
        "major": fit_major(examples, told),
    }


def clean_sentences(folder: Path) -> list[str]:
    """Sentences of edited English of the last decades, of documents kept from training."""
    files = sorted(folder.glob("usgov-*.jsonl.gz"))
    texts = {
        sentence
        for file in files
        for row in rows(file)
        if measured(row.get("doc") or row["id"])
        for sentence in parts(row["text"])
        if fit(sentence)
    }
    return sorted(texts)[:: max(1, len(texts) // CLEAN)]


def main() -> None:
    """Fit and write the settings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    examples = list(read(arguments.work / "held.jsonl.gz"))
    model = Raw(arguments.out)
    texts = clean_sentences(arguments.data / "clean")
    sources = translated(texts, "eng-spa")
    made = list(read(arguments.work / "made-held.jsonl.gz"))
    settings: dict[str, Any] = {"name": "embedded", "onnxruntime": onnxruntime.__version__}
    for name, shown in (("with_source", True), ("without_source", False)):
        told, made_told = (
            model.estimate([(e.mt, e.src if shown else None) for e in asked])
            for asked in (examples, made)
        )
        pairs = zip(texts, sources, strict=True)
        clean = model.estimate([(text, source if shown else None) for text, source in pairs])
        artifact = fit_artifact(made, made_told, clean)
        settings[name] = constants(examples, told, artifact, clean)
    weights = (arguments.out / "model.onnx").read_bytes()
    settings["weights"] = digest(weights)
    settings["tags"] = (arguments.work / "tags.txt").read_text("utf-8").splitlines()
    text = json.dumps(settings, ensure_ascii=False, indent=1) + "\n"
    (arguments.out / "settings.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
