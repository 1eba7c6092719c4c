"""Rules that are tables: rows of a pattern and what to write instead of its bracketed part.

The patterns are those of rule packs (detectors/pattern.py). A table stands beside its rule, is read
when the rule is first asked for, and is looked up by the rarest word of each row and what stands
beside that.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

from mtreview.detectors.detector import Find, Hit, Rows
from mtreview.detectors.matching import Pattern
from mtreview.detectors.pattern import compile_pattern
from mtreview.detectors.rewriting import must_fit, rewrite
from mtreview.tokens import Reading

Faults = Mapping[str, list[tuple[Pattern, tuple[str, ...]]]]


@lru_cache(maxsize=8)
def table(name: str) -> Faults:
    """A table's rows by the words that they are looked up by."""
    data = resources.files("mtreview.detectors").joinpath(name)
    read = tomllib.loads(data.read_text("utf-8"))
    classes = {name: frozenset(words.split()) for name, words in read["classes"].items()}
    faults: dict[str, list[tuple[Pattern, tuple[str, ...]]]] = defaultdict(list)
    for source, *right in read["faults"]:
        pattern = compile_pattern(source, classes, beside=True)
        for template in right:
            must_fit(template, pattern)
        for word in pattern.trigger.words:
            faults[word].append((pattern, tuple(right)))
    return faults


def rows(name: str) -> Rows:
    """What lets a rule be called where a row of its table may match."""
    return Rows(lambda: {pattern.trigger for found in table(name).values() for pattern, _ in found})


def finder(name: str, message: str) -> Find:
    """What yields the first row of a table that matches at a word.

    `message` says what is wrong with the quoted words {0}; what English says is put behind it.
    """

    def find(reading: Reading, i: int, _last: int) -> Iterator[Hit]:
        for pattern, right in table(name).get(reading.lower[i], ()):
            if match := pattern.match(reading, i):
                texts = tuple(rewrite(template, reading, match) for template in right)
                quoted = reading.quote(match.first, match.last)
                if _is_headline(reading) and _adds_article(quoted, texts[0]):
                    continue
                said = message.format(quoted)
                wanted = (
                    f"English says “{texts[0].strip()}”" if texts[0] else "English leaves it out"
                )
                yield Hit(f"{said}: {wanted}", match.first, match.last, rewrites=texts)
                return

    return find


def _is_headline(reading: Reading) -> bool:
    """Whether a segment ends as no sentence does; a headline leaves its articles out."""
    return reading.lower[-1].isalnum()


def _adds_article(quoted: str, text: str) -> bool:
    """Whether what is to be written has the words of what is quoted, and an article."""
    bare = [word for word in text.lower().split() if word not in ("a", "an", "the")]
    return bare == quoted.lower().split()
