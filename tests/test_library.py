"""The recipes of docs/library.md do what they say."""

import doctest
import importlib
import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).resolve().parent.parent / "docs" / "library.md"
SECTIONS = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
RECIPES = {section.partition("\n")[0]: section for section in SECTIONS if ">>>" in section}
EXTERNAL = ("pandas", "polars", "datasets")


def names() -> dict[str, Any]:
    """What the first section leaves behind, which the others go on from."""
    import mtreview
    from mtreview.config import Config

    return {"mtreview": mtreview, "rules": Config(model=False)}


def test_every_recipe_is_known() -> None:
    assert list(RECIPES) == ["A text", "Segments", *EXTERNAL]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", RECIPES)
def test_recipes_give_what_they_show(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name in EXTERNAL:
        monkeypatch.setenv("HF_HOME", str(tmp_path))
        monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
        try:
            importlib.import_module(name)
        except ImportError:
            pytest.skip(f"{name} is not installed; scripts/test --all installs it")
    test = doctest.DocTestParser().get_doctest(RECIPES[name], names(), name, str(PAGE), 0)
    assert test.examples
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
    assert said == []
