"""Quality estimation: the embedded model, and the adapter for other ones."""

from pathlib import Path

from mtreview.config import Config
from mtreview.interrupts import held_back
from mtreview.qe.estimate import Doubt, Estimate, Estimator, Pair

__all__ = ["Doubt", "Estimate", "Estimator", "Pair", "load_estimator"]


def load_estimator(config: Config, threads: int = 0, edits: bool = True) -> Estimator | None:
    """The model that the settings ask for, None for none; ModelError if it cannot be had.

    `threads` is how many cores it may use, 0 for all; without `edits` it proposes none.
    """
    if not config.model:
        return None
    if config.qe_model:
        from mtreview.qe.adapter import Adapter

        return Adapter(config.qe_model, config.qe_scale, threads)
    with held_back():
        from mtreview.qe.embedded import WEIGHTS, EmbeddedModel

    return EmbeddedModel(Path(WEIGHTS), threads, config.min_confidence, edits)
