"""Lines of a subtitle, broken anew where an edit made one longer than the file has any."""

import re
from itertools import combinations, pairwise

LEAST = 37  # characters that a line may have in any file; broadcasters allow 37 to 42
_MARK = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_WORD = re.compile(r"(?:<[^<>]*>|\{\\[^{}]*\}|[^\s<{]|[<{])+")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
_SPEAKS = re.compile(r"(?:<[^<>]*>|\{\\[^{}]*\}|\s)*[-–—‐]")
_MOST_LINES = 4


def width(line: str) -> int:
    """Return how many characters of a line are seen."""
    return len(_MARK.sub("", line).strip())


def rebroken(old: str, new: str, widest: int, newline: str) -> str:
    """Return a cue's new text with no line wider than the file's widest, if words allow it.

    The number of lines stays as it was if they hold the text. Where each line is a speaker's the
    breaks stay where they are.
    """
    lines = _BREAK.split(new)
    most = max(widest, *map(width, _BREAK.split(old)))
    if max(map(width, lines)) <= most or sum(bool(_SPEAKS.match(line)) for line in lines) > 1:
        return new
    words = _WORD.findall(new)
    for count in range(max(len(_BREAK.split(old)), 1), _MOST_LINES + 1):
        if broken := _balanced(words, count, most):
            return newline.join(broken)
    return new


def _balanced(words: list[str], count: int, most: int) -> list[str] | None:
    """Return the words in so many lines, the widest as narrow as can be; None if it is too wide."""
    best: list[str] | None = None
    if len(words) > 40:  # no subtitle; to try all ways of breaking it would take long
        return None
    for cuts in combinations(range(1, len(words)), count - 1):
        if any(_SPEAKS.match(words[cut]) for cut in cuts):
            continue  # a line that begins with a dash is another speaker's
        bounds = [0, *cuts, len(words)]
        lines = [" ".join(words[a:b]) for a, b in pairwise(bounds)]
        if best is None or max(map(width, lines)) < max(map(width, best)):
            best = lines
    return best if best and max(map(width, best)) <= most else None
