"""The tables of lemminflect: which lemmas a word may have, and how a lemma is inflected.

They are read as text, and a line is taken apart when its word is first asked for: lemminflect takes
all of them apart at once, loads spaCy before that, and copies what it answers.
"""

import gzip
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

Forms = dict[str, tuple[str, ...]]

_TAGS = {
    "noun": ("NN", ("NNS",)),
    "adj": ("JJ", ("JJR", "JJS")),
    "adv": ("RB", ("RBR", "RBS")),
    "verb": ("VB", ("VBD", "VBN", "VBG", "VBZ")),
}
# The table has these as full verbs ("canned").
_AUXILIARIES: dict[str, Forms] = {
    "be": {
        "VB": ("be",), "VBD": ("was", "were"), "VBG": ("being",), "VBN": ("been",),
        "VBP": ("am", "are"), "VBZ": ("is",),
    },
    "can": {"VB": ("can",), "VBD": ("could",)},
    "may": {"VB": ("may",), "VBD": ("might",)},
    "will": {"VB": ("will",), "VBD": ("would",)},
    "shall": {"VB": ("shall",), "VBD": ("should",)},
    "must": {"VB": ("must",), "VBD": ("must",)},
    "ought": {"VB": ("ought",), "VBD": ("ought",)},
    "dare": {"VB": ("dare",)},
}  # fmt: skip


@lru_cache(maxsize=16384)
def lemmas_of(word: str) -> Forms:
    """The lemmas of a word, in small letters, by universal part of speech; not to be written to."""
    found: Forms = {}
    for line in _lines("lemma_lu.csv.gz", word.lower()):
        kind, _, lemmas = line.partition(",")
        found["AUX" if kind == "modal" else kind.upper()] = tuple(lemmas.lower().split("/"))
    return found | _overridden("lemma_overrides.csv", word.lower())


@lru_cache(maxsize=16384)
def inflections_of(lemma: str) -> Forms:
    """The forms of a lower-case lemma by Penn tag; not to be written to."""
    found: Forms = {}
    for line in _lines("infl_lu.csv.gz", lemma):
        kind, *forms = line.lower().split(",")
        base, tags = _TAGS[kind]
        found |= {tag: tuple(of.split("/")) for tag, of in zip(tags, forms, strict=False) if of}
        found |= dict.fromkeys((base, "VBP") if kind == "verb" else (base,), (lemma,))
    return _AUXILIARIES.get(lemma, found) | _overridden("infl_overrides.csv", lemma)


def _overridden(name: str, word: str) -> Forms:
    lines = (line.split(",") for line in _lines(name, word))
    return {tag: (form.strip().lower(),) for tag, form in lines}


def _lines(name: str, word: str) -> list[str]:
    """The lines of a table for a word, without it."""
    return _table(name).get(word, "").splitlines()


@lru_cache(maxsize=4)
def _table(name: str) -> dict[str, str]:
    """The lines of a table by their first field: strings alone, which no collection walks over."""
    spec = find_spec("lemminflect")
    assert spec is not None and spec.origin is not None, "lemminflect is not installed"
    data = (Path(spec.origin).parent / "resources" / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        if line[:1] != "#":
            word, _, rest = line.partition(",")
            found[word] = f"{found[word]}\n{rest}" if word in found else rest
    return found
