"""A translation beside its repair: which words were edited, where one is missing, and edit tags.

Tags: DELETE, SWAP (with the next word), REPLACE_w, INSERT_w (before this word), FORM_t (another
form of the same word, t a Penn tag), and REPLACE and INSERT alone where no tag names the words.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_FORMS = ("VB", "VBD", "VBG", "VBN", "VBZ", "VBP", "NN", "NNS", "JJ", "JJR", "JJS")


@dataclass(slots=True)
class Edits:
    """What an editor did: edited spans, gaps (offsets of what follows them), tags, edit rate."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    tags: list[tuple[int, str]] = field(default_factory=list)
    rate: float = 0.0


def compare(mt: str, repaired: str) -> Edits:
    """Return the edits that lead from one text to the other, word by word."""
    old = [(m[0], *m.span()) for m in TOKEN.finditer(mt)]
    words, new = [w for w, _, _ in old], TOKEN.findall(repaired)
    found, edited = Edits(), 0
    blocks = SequenceMatcher(None, words, new, autojunk=False).get_opcodes()
    skip: set[int] = set()
    for at, (kind, a, b, c, d) in enumerate(blocks):
        if kind == "equal":
            continue
        edited += max(b - a, d - c)
        swapped = _swap(blocks, at, words, new)
        if swapped is not None:
            first, last = swapped
            found.tags.append((old[first][1], "SWAP"))
            found.spans.append((old[first][1], old[last][2]))
            skip.add(at + 2)
            continue
        if at in skip:
            continue
        _note(found, old, (a, b), new[c:d], len(mt))
    found.rate = min(1.0, edited / max(1, len(words)))
    return found


def _swap(
    blocks: list[tuple[str, int, int, int, int]], at: int, words: list[str], new: list[str]
) -> tuple[int, int] | None:
    """The two words that changed places, if this block and the next but one say so."""
    if at + 2 >= len(blocks):
        return None
    (kind, a, b, c, d), (_, e, f, _, _), (last, g, h, i, j) = blocks[at : at + 3]
    if (kind, last, f - e) == ("insert", "delete", 1) and new[c:d] == words[g:h] and h - g == 1:
        return e, g
    if (kind, last, f - e) == ("delete", "insert", 1) and words[a:b] == new[i:j] and b - a == 1:
        return a, e
    return None


def _note(
    found: Edits,
    old: list[tuple[str, int, int]],
    place: tuple[int, int],
    written: list[str],
    length: int,
) -> None:
    """Note one block: words left out, written in, or written anew."""
    first, last = place
    start = old[first][1] if first < len(old) else length
    if first == last:
        found.gaps.append(start)
        found.tags.append((start, f"INSERT_{written[0]}" if len(written) == 1 else "INSERT"))
        return
    found.spans.append((start, old[last - 1][2]))
    if len(written) > last - first:
        found.gaps.append(old[last][1] if last < len(old) else length)
    for k in range(first, last):
        word, at = old[k][0], old[k][1]
        if k - first >= len(written):
            found.tags.append((at, "DELETE"))
        elif last - first == len(written):
            found.tags.append((at, replacement(word, written[k - first])))
        else:
            found.tags.append((at, "REPLACE"))


@lru_cache(maxsize=200_000)
def replacement(word: str, written: str) -> str:
    """The tag that turns one word into another."""
    from lemminflect import getAllLemmas, getInflection

    lemmas = {lemma for forms in getAllLemmas(word.lower()).values() for lemma in forms}
    for tag in _FORMS:
        for lemma in lemmas:
            if written.lower() in getInflection(lemma, tag, inflect_oov=False):
                return f"FORM_{tag}"
    return f"REPLACE_{written}"
