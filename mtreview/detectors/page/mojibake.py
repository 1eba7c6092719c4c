"""Characters were decoded wrongly, or stand as HTML entities.

Bytes of UTF-8 that were read as another encoding show as two or three odd signs for one character
(mojibake). Text taken from a page's code keeps entities where a reader should see a character.

    Faulty: the residentsâ€™ health
    Faulty: Smith &amp; Sons

    Instead: the residents’ health
    Instead: Smith & Sons

ftfy repairs the broken words alone; quotation marks, ligatures and widths elsewhere stay as they
are. A character that was lost (�) is marked, and restored only in contractions. In Markdown and
HTML an entity is markup and passes. Missed: damage that left plausible letters, rare
entities without their semicolon.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.lexicon import is_word
from mtreview.model import Severity, Trait
from mtreview.tokens import Reading

# What the bytes 80 to BF of UTF-8 look like in Latin-1 and in Windows-1252.
_TRAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SIGN = re.compile(
    rf"[\xc2-\xf4][{_TRAIL}]|[\x80-\x84\x86-\x9f\ufffd]|‚Ä[ôúùîì¶]|√[©®†ß¥∂±∏]|¡[¦§¨]|¡[XK](?![A-Z])|(?<=[a-z])¡[XK]"
    r"|(?<=[a-z])â(?=(?:s|re|ve|ll)\b)|(?<!\w)Ã (?=[a-z])|(?<!\w)Â(?=\s)"
)
# A cheap look for what each sign begins with; dashes and curly quotation marks do not.
_RARE = re.compile("[\x80-\xf4‚√\ufffd]")
_WORD = rf"[^\W_]|[\xc2-\xf4][{_TRAIL}]+|[{_TRAIL}√Äô\ufffd]"
_AFTER = re.compile(rf"(?:{_WORD}){{0,40}}")
_BEFORE = re.compile(r"[^\W_]{0,40}\Z")
# Big5's marks in Latin-1, which ftfy leaves.
_BIG5 = {"¡¦": "’", "¡§": "“", "¡¨": "”", "¡X": "—", "¡K": "…"}
_LOST_APOSTROPHE = re.compile(r"(?<=[a-z])\ufffd(?=(?:s|t|re|ve|ll|d|m)\b)")

_LOST_BYTES = re.compile(r"([A-Za-z]{2,})â(s|re|ve|ll)")  # the first of the three bytes of ’

_ENTITY = re.compile(r"& ?(#[xX][0-9a-fA-F]{2,6}|# ?[0-9]{2,7}|[A-Za-z]{2,31}[0-9]{0,2}) ?;")
_OPEN = re.compile(
    r"&(#\d{2,5}(?!\d)|nbsp|amp|quot|apos|[rl][sd]quo|[nm]dash|hellip|[rl]aquo)(?!\w| ?;|=)"
)
_COMMON = frozenset(
    "amp quot apos nbsp lt gt rsquo lsquo ldquo rdquo laquo raquo ndash mdash hellip eacute".split()
)
_PLAIN = {"\xa0": " ", "\xad": ""}
_LINK = re.compile(r"(?:://|www\.|\?)\S*\Z")


def find_mojibake(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Ask ftfy about each word that holds a suspicious pair of characters."""
    if reading.text.isascii() or not _RARE.search(reading.text):
        return
    for start, end in _stretches(reading):
        broken = reading.text[start:end]
        fixed = _repair(broken)
        if fixed is None:
            yield Hit("a character was lost in the wrong encoding", at=(start, end))
        elif fixed != broken:
            shown = f"“{broken.strip()}” was read in the wrong encoding"
            yield Hit(shown, at=(start, end), rewrites=(fixed,), safe="\ufffd" not in broken)


def find_entity(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Decode each entity outside of addresses."""
    text = reading.text
    if Trait.ENTITIES in reading.document.traits:
        return
    found = (*reading.matches(_ENTITY, ("&",)), *reading.matches(_OPEN, ("&",)))
    for segment, match in found:
        character = _decoded(match[0], match[1])
        before = text[max(segment.span.start, match.start() - 80) : match.start()]
        if character is not None and not _LINK.search(before):
            yield Hit(
                f"“{match[0]}” is code for a character",
                at=match.span(),
                rewrites=(character,),
                safe=" " not in match[0],
            )


def _stretches(reading: Reading) -> Iterator[tuple[int, int]]:
    """The words that hold a suspicious sign, as character ranges within their segments."""
    for segment in reading.document.segments:
        at = segment.span.start
        if not _RARE.search(reading.text, at, segment.span.end):
            continue
        while sign := _SIGN.search(reading.text, at, segment.span.end):
            head = _BEFORE.search(reading.text, max(at, sign.start() - 40), sign.start())
            tail = _AFTER.match(reading.text, sign.end(), segment.span.end)
            start = head.start() if head else sign.start()
            at = max(sign.end(), tail.end() if tail else 0)
            yield start, at


@lru_cache(maxsize=4096)
def _repair(broken: str) -> str | None:
    """The stretch in its right characters, itself where nothing is broken, None where lost."""
    from ftfy import fix_encoding

    fixed = fix_encoding(broken)
    for wrong, right in _BIG5.items():
        fixed = fixed.replace(wrong, right)
    fixed = _LOST_APOSTROPHE.sub("’", fixed)
    if (lost := _LOST_BYTES.fullmatch(fixed)) and is_word(lost[1].lower()):
        return f"{lost[1]}’{lost[2]}"
    if fixed == "Â":
        return ""
    if "\ufffd" in fixed:
        return None
    # The last byte of a closing quotation mark has no sign of its own and is often dropped.
    return fixed.replace("â€", "”")


def _decoded(entity: str, name: str) -> str | None:
    """The character of an entity, None where there is no such entity."""
    bare = name.replace(" ", "")
    if bare[0] != "#" and (f"{bare};" not in html5 or (" " in entity and bare not in _COMMON)):
        return None
    character = html.unescape(f"&{bare};")
    return None if character == "\ufffd" else _PLAIN.get(character, character)


MOJIBAKE = Detector(
    rule="mojibake",
    what="Characters were decoded wrongly.",
    page=__doc__,
    category="Linguistic conventions/Character encoding",
    severity=Severity.MINOR,
    confidence=0.97,
    watch=Whole(),
    find=find_mojibake,
    flagged=(
        Flagged("This harms ⟦residentsâ€™⟧ health.", "residents’"),
        Flagged("He ordered a ⟦cafÃ©⟧ in Lyon.", "café"),
        Flagged("It ⟦donâ€™t⟧ matter to him.", "don’t"),
        Flagged("The ⟦mayorâs⟧ office is closed.", "mayor’s"),
        Flagged("They met in ⟦MÃ¼nchen⟧ on Monday.", "München"),
        Flagged("It cost ⟦Â£5⟧ and a kiss.", "£5"),
        Flagged("The toll ⟦â€“⟧ nine dead ", "–"),
        Flagged("It is ⟦America¡¦s⟧ ideal.", "America’s"),
        Flagged("The rest of the ⟦day¡Xand⟧ the night.", "day—and"),
        Flagged("It came after the ⟦war¡XAmerica¡¦s⟧ own.", "war—America’s"),
        Flagged("He ⟦didn�t⟧ come.", "didn’t"),
        Flagged("The ⟦caf�⟧ is closed.", None),
        Flagged("He said ⟦â€œyesâ€⟧ to them.", "“yes”"),
    ),
    passing=(
        "SÃO PAULO votes on Sunday.",
        "The café’s owner sang “olé” and left — voilà… “Allé!”",
        "It is 20°C, £5 or 5 €, ½ of it ©.",
        "Ærø, Île-de-France, Âge d’or and Ñuñoa are names.",
        "Łódź, Đorđe and Þór are names.",
        "The tilde of ã and the hat of â are accents.",
        "¡Nunca más! ¿Qué? ¡KO! “¡XXI es el siglo!”",
        "Привет and 你好 are greetings.",
        "“É” is a letter, ‘à’ too.",
        "…",
        "",
    ),
    misses=(
        Missed("The ⟦cafй⟧ was closed."),
        Missed("The ⟦caf?⟧ was closed."),
    ),
)
ENTITY = Detector(
    rule="html-entity",
    what="A character stands as an HTML entity.",
    page=__doc__,
    category="Linguistic conventions/Character encoding",
    severity=Severity.MINOR,
    confidence=0.97,
    watch=Whole(signs=("&",)),
    find=find_entity,
    flagged=(
        Flagged("Smith ⟦&amp;⟧ Sons closed.", "&"),
        Flagged("It⟦&#8217;⟧s late.", "’"),
        Flagged("It costs 5⟦&nbsp;⟧euros.", " "),
        Flagged("He said ⟦& quot;⟧yes", '"'),
        Flagged("It was significant (P ⟦&lt;⟧ 0.05).", "<"),
        Flagged("Smith ⟦&amp⟧ Sons closed.", "&"),
        Flagged("The caf⟦&eacute;⟧ is closed.", "é"),
        Flagged("It⟦&#x2019;⟧s late.", "’"),
    ),
    passing=(
        "AT&T; then others.",
        "R&D; sales; law.",
        "Q & A; then lunch.",
        "Smith & Sons; Brown & Co.",
        "Rock &roll; jazz.",
        "Dukes, earls, &c.; all came.",
        "See https://example.org/?a=1&copy;=2 for more.",
        "Fish & chips;",
        "&",
        "",
    ),
    misses=(Missed("The fee is five ⟦&euro⟧ a day."),),
)
