r"""A character stands as an escape code.

Programs write some characters as codes: a line's end as \n, é as \u00e9, a space as %20. Where a
step of the extraction does not turn them back, the reader sees the code; content systems drop the
backslash besides ("cafu00e9").

    Faulty: the caf\u00e9 opposite the station
    Faulty: He heard a loud bang.\nMinutes later it burned.
    Faulty: under the title Summer%20Concerts

    Instead: the café opposite the station
    Instead: He heard a loud bang. Minutes later it burned.
    Instead: under the title Summer Concerts

Addresses, paths, formulas and source code pass, and so do PO, XLIFF and TMX, where the codes
belong. Missed: codes that a translation has taken apart ("\ u 00e9").
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from mtreview.detectors.detector import Detector, Flagged, Hit, Whole
from mtreview.model import Severity, Trait
from mtreview.tokens import Reading

_SIGNS = ("\\", "%", "u00", "u20", "=E2=80", "=C3=", "_x0")
_HEX = "[0-9a-fA-F]"
_CODE = re.compile(
    rf"(?P<unicode>(?:\\+u{_HEX}{{4}}|\\x{_HEX}{{2}})+)"
    rf"|(?P<bare>(?:u00[a-f]{_HEX}(?=[a-z])|(?<=[a-z])u(?:00[a-f]{_HEX}|201[89cd4])(?![0-9a-f]{{2}})))"
    r"|(?P<line>(?:\\+[rnt])+(?=$|[^\w:]|[A-Z0-9“\"‘(]|\\))"
    r"|(?P<quote>\\+[\"'“”’](?!\w*\\))"
    rf"|(?P<percent>(?:%[0-9A-F]{{2}})+)"
    rf"|(?P<printable>(?:=(?:E2=80=|C3=)[0-9A-F]{{2}})+)"
    rf"|(?P<office>_x00(?:0[0-9A-F]|A0|20)_)"
)
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|org|net|html?|php|pdf|jpe?g|png)\b|/\S*/|[?&]\w+=")
_REACH = 200  # of the unbroken run of characters around a code
_SPACES = frozenset("unicode percent line office printable".split())


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Decode each code outside of addresses and paths."""
    text = reading.text
    if Trait.CODES in reading.document.traits:
        return
    for segment, match in reading.matches(_CODE, _SIGNS):
        kind, code = match.lastgroup or "", match[0]
        if _is_meant(text, match, segment.span.start, segment.span.end):
            continue
        character = _decoded(kind, code)
        if character is not None:
            message = f"“{code[:20]}” is an escape code"
            hit = _hit(text, match.start(), match.end(), character, message)
            # What the source has too is told, but the translation kept it as it should.
            yield replace(hit, safe=code not in (segment.source or ""))


def _hit(text: str, start: int, end: int, character: str, message: str) -> Hit:
    """Write the character; a space is not set beside another."""
    if character == " " and (text[start - 1 : start].isspace() or not text[end : end + 2].strip()):
        while text[start - 1 : start] == " " and not text[end : end + 1].strip():
            start -= 1
        character = ""
    elif character == " " and text[end : end + 1] in (" ", "\n", ""):
        character = ""
    return Hit(message, at=(start, end), rewrites=(character,), safe=True)


def _is_meant(text: str, match: re.Match[str], first: int, last: int) -> bool:
    """Whether the code belongs where it stands: in an address, a path, a formula or a quotation."""
    start, end = match.span()
    first, last = max(first, start - _REACH), min(last, end + _REACH)
    while start > first and not text[start - 1].isspace():
        start -= 1
    while end < last and not text[end].isspace():
        end += 1
    chunk = text[start:end]
    if match.lastgroup in ("bare", "printable", "office"):
        return False
    if _ADDRESS.search(chunk) or re.match(r"[A-Za-z]:\\|\\\\\w|[=$`({\[]", chunk):
        return True
    if match.lastgroup == "percent":
        before = text[match.start() - 1 : match.start()]
        return not before.isalpha() and not text[match.end() : match.end() + 1].isalpha()
    alone = not chunk.replace(match[0], "").strip("“”‘’\"'`,.;:()")
    return alone and (match.lastgroup == "unicode" or chunk[0] in "“‘\"'`(")


def _decoded(kind: str, code: str) -> str | None:
    """The character that a code stands for; None where it stands for none that can be shown."""
    try:
        if kind == "line":
            return " "
        if kind == "quote":
            return code[-1]
        if kind == "office":
            return " "
        if kind in ("percent", "printable"):
            shown = bytes.fromhex(re.sub("[%=]", "", code)).decode("utf-8")
        else:
            numbers = [int(n, 16) for n in re.split(r"\\+[ux]|^u", code) if n]
            units = b"".join(n.to_bytes(2, "big") for n in numbers)
            shown = units.decode("utf-16-be")
    except UnicodeDecodeError:
        return None
    plain = {"\xa0": " ", "\u202f": " ", "\u2009": " ", "\xad": "", "\u200b": "", "\ufeff": "",
             "\n": " ", "\r": " ", "\t": " ", "\r\n": " "}  # fmt: skip
    shown = plain.get(shown, shown)
    return shown if all(c.isprintable() for c in shown) else None


DETECTOR = Detector(
    rule="escape-code",
    page=__doc__,
    category="Linguistic conventions/Character encoding",
    severity=Severity.MINOR,
    confidence=0.97,
    watch=Whole(signs=_SIGNS),
    find=find,
    flagged=(
        Flagged(r"The fianc⟦\u00e9⟧e was not seen.", "é"),
        Flagged(r"It⟦\u2019⟧s late.", "’"),
        Flagged(r"The alarm rang.⟦\n⟧They left.", " "),
        Flagged(r"The alarm rang.⟦\r\n⟧ They left.", ""),
        Flagged(r"The alarm rang.⟦\n\n⟧“Leave,” he said.", " "),
        Flagged("They came to S⟦%C3%A3⟧o Bento.", "ã"),
        Flagged("The day is called Town⟦%20⟧Fair.", " "),
        Flagged("The fianc⟦u00e9⟧e was not seen.", "é"),
        Flagged(r"He said ⟦\"⟧yes to them.", '"'),
        Flagged(r"He didn⟦\'⟧t come.", "'"),
        Flagged("It didn⟦=E2=80=99⟧t come.", "’"),
        Flagged("The vote is on Monday.⟦_x000D_⟧", ""),
        Flagged(r"S⟦\xe3⟧o Bento votes.", "ã"),
    ),
    passing=(
        "Prices rose by 20%. Of these, 5%AB is the code.",
        "See https://example.org/a%20b and www.example.org/%C3%A9 for more.",
        r"Files lie in C:\news\today and \\server\notes.",
        r"In a string, “\n” is a line break and “\u00e9” is an accent.",
        "About 60% voted; 20%20 was the ratio.",
        "The menu is menu2000 or u2012 or U2.",
        r"He drew a face: ¯\_(ツ)_/¯",
        "Write to f%20oo@example.org today.",
        r"The formula $\nu$ and (\tau) are Greek.",
        r"Keep \nabla and \textbf as they are.",
        "50%",
        "",
    ),
)
