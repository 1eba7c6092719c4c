"""Automatic post-editing: rewrites of a place or a segment, judged before they are shown."""

from mtreview.ape.combining import Combination, combined
from mtreview.ape.fluency import Fluency
from mtreview.ape.proposals import propose
from mtreview.ape.rewriter import Rewriter
from mtreview.config import Config
from mtreview.errors import ConfigError

__all__ = ["Combination", "Fluency", "Rewriter", "combined", "load_lm", "load_rewriter", "propose"]


def load_lm(config: Config) -> Fluency | None:
    """The language model that the settings ask for, None for none; ModelError if there is none."""
    if not config.lm:
        return None
    from mtreview.ape.language_model import LanguageModel

    return LanguageModel(config.lm)


def load_rewriter(config: Config) -> Rewriter | None:
    """The rewriter that the settings ask for, None for none; ModelError if it cannot be had."""
    if config.rewriter and config.rewriter_url:
        raise ConfigError("--rewriter and --rewriter-url do not go together")
    if config.rewriter_url:
        from mtreview.ape.chat import ChatServer

        return ChatServer(config.rewriter_url, config.rewriter_model)
    if config.rewriter_model:
        raise ConfigError("--rewriter-model goes with --rewriter-url")
    if config.rewriter:
        from mtreview.ape.checkpoint import Checkpoint

        return Checkpoint(config.rewriter)
    return None
