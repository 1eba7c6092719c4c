"""Lines of a given width, in terminal columns, as offsets into one string."""

import re

from rich.cells import cell_len

# What is one column wide each: running English with its typographic quotes and dashes.
_PLAIN = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e✓✎]*")
_WORDS = re.compile(r"[^ ]+")

Lines = list[tuple[int, int]]


def wrap(text: str, width: int) -> Lines:
    """Break before a word that does not fit; a space at a line's end is left out."""
    width = max(width, 2)
    if _PLAIN.fullmatch(text):
        return _wrap_plain(text, width)
    return _wrap_any(text, width)


def _wrap_plain(text: str, width: int) -> Lines:
    lines: Lines = []
    start, size = 0, len(text)
    while size - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end <= start:  # a word longer than the line
            end = start + width
        lines.append((start, end))
        start = end
        while start < size and text[start] == " ":
            start += 1
    if start < size or not lines:
        lines.append((start, size))
    return lines


def _wrap_any(text: str, width: int) -> Lines:
    lines: Lines = []
    start = end = used = 0  # the line so far, up to the end of its last word, and its columns
    for word in _WORDS.finditer(text):
        gap, size = word.start() - end, cell_len(word[0])
        if used + gap + size <= width:
            end, used = word.end(), used + gap + size
            continue
        # A long word, or a script without spaces, begins on this line if it can.
        if size <= width or used + gap + cell_len(word[0][0]) > width:
            if end > start:
                lines.append((start, end))
            start, used, gap = word.start(), 0, 0
        start, used = _fill(text, word, start, used + gap, width, lines)
        end = word.end()
    lines.append((start, end))
    return lines


def _fill(
    text: str, word: re.Match[str], start: int, used: int, width: int, lines: Lines
) -> tuple[int, int]:
    """Set a word character by character; return where its last line begins, and its columns."""
    for at in range(word.start(), word.end()):
        size = cell_len(text[at])
        if used + size > width:
            lines.append((start, at))
            start, used = at, 0
        used += size
    return start, used
