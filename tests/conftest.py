"""Property tests: the same examples on every run, or new ones with HYPOTHESIS_PROFILE=search.

Tests are of the rules alone unless they are marked `model`: what a model says may differ in its
last digits from one processor to the next.
"""

import os

import pytest
from hypothesis import settings

from mtreview import api, pipeline

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(autouse=True)
def rules_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the model out, except where a test asks for it."""
    api._pipeline.cache_clear()
    if request.node.get_closest_marker("model") is None:
        monkeypatch.setattr(pipeline, "load_estimator", lambda *_: None)


@pytest.fixture
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 256 colours, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "COLORTERM", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
