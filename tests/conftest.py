"""Property tests: the same examples on every run, or new ones with HYPOTHESIS_PROFILE=search.

Tests are of the rules alone unless they are marked `model`: what a model says may differ in its
last digits from one processor to the next.
"""

import os
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import settings

from mtreview import api, pipeline
from mtreview.detectors.scan import Scanner
from mtreview.tokens import Reading

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


@pytest.fixture
def fail_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the rules fail on each document that holds a text, as one day one may."""

    def fail(text: str) -> None:
        scan = Scanner.scan_all

        def failing(self: Scanner, readings: Sequence[Reading], *rest: Any) -> Any:
            if any(text in reading.document.text for reading in readings):
                raise ZeroDivisionError("division\nby zero")
            return scan(self, readings, *rest)

        monkeypatch.setattr(Scanner, "scan_all", failing)

    return fail
