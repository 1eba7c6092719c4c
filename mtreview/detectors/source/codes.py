"""Codes in a text that a translation keeps as they are: placeholders and tags."""

import re
from dataclasses import dataclass

_NAME = r"[^\W\d][\w.-]{0,40}"
_CODE = re.compile(
    rf"(?P<braces>\$?\{{\{{?\s?(?:\d{{1,2}}|{_NAME})(?:[:,!][^{{}}\s]{{1,20}})?\s?\}}?\}})"
    r"|(?P<percent>%(?:\d{1,2}\$)?(?:\.\d)?(?:[sdfiu]|l[du])(?![^\W_])|%\(\w{1,30}\)[sdf]|%@"
    r"|%[A-Z]{2,}(?:_[A-Z]+){0,4}%)"
    rf"|(?P<square>\[\[?{_NAME}\]\]|\[%{_NAME}%\])"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9]{0,10}(?:\s+[\w:-]+(?:=(?:\"[^\"<>]*\"|'[^'<>]*'))?)*\s*/?>)"
)
_SIGNS = re.compile(r"[{%\[<]")


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a text: as it is written, where it starts, and of what kind it is."""

    text: str
    start: int
    kind: str

    @property
    def end(self) -> int:
        """Where the code ends."""
        return self.start + len(self.text)


def codes(text: str) -> list[Code]:
    """The placeholders and tags of a text, in order."""
    if not _SIGNS.search(text):
        return []
    return [Code(m[0], m.start(), str(m.lastgroup)) for m in _CODE.finditer(text)]


def garbled(code: Code, text: str) -> re.Match[str] | None:
    """Where a text has a code with spaces between its signs, in capitals or in wide signs."""
    signs = [re.escape(sign) for sign in code.text if not sign.isspace()]
    wide = {"%": "[%％]", r"\{": r"[{｛(（]", r"\}": r"[}｝)）]", "<": "[<＜]", ">": "[>＞]"}
    pattern = r"\s?".join(wide.get(sign, sign) for sign in signs)
    return re.search(rf"{pattern}(?!\w)", text, re.IGNORECASE)
