"""The lines that web pages put around an article: what kind a line is, by page_lines.toml."""

import re
import tomllib
from functools import lru_cache
from importlib import resources

_PART = re.compile(r"<([a-z]+)>")
_ENDING = r"[.!:…»>]?"
# The words that such a line begins with; one that begins with no letter may be one as well.
OPENERS = frozenset(
    "a aa accept ad add additional ads advertisement advertisements advertising afp agencies "
    "alamy all already also an anadolu anp ansa ap apa approx april archival archive archives "
    "article august author authors automatic automatically average back be belga bloomberg "
    "bookmark breaking by click close comment comments compiled content continue cookie cookies "
    "copy copyright correspondent correspondents created ctk daily date december did do don "
    "donate download dpa e-mail edited editing editor editorial editors efe email embedded "
    "enlarge enter entering epd estimated evening exclusive facebook february file filed find "
    "flag follow following font footage for found friday from get getty go have home if "
    "illustration illustrative image imprint infographic instagram install interfax interview "
    "interviewed istock it january javascript join july jump june keep kna large last latest "
    "leave legal letter like liked likes linkedin listen load loading log lusa machine mail "
    "manage march material may medium menu modified monday more morning most never newsletter "
    "next no noticed november october on only open our page pap partner photo photograph "
    "picture pin pixabay please post posted premium prepared previous print privacy promo "
    "promotion proofread proofreader proofreading publication publicity publish published react "
    "read reading receive recommend recommended refuse register registered reject related "
    "report reporter reporters reporting reproduction reserved responsible reuse reuters ria "
    "saturday save scan search see seen send september share show shutterstock sid sign skip "
    "slide small source sponsored spotted status stay stock story submit subscribe subscriber "
    "subscribers sunday support swipe tag tagged tags takes tass telegram terms text the this "
    "thursday time to top topics translated translation translator tuesday tweet twitter type "
    "ukrinform unian unmute unsplash update updated upi via video view views want watch we "
    "wednesday weekly what whatsapp with words write writing written x xinhua you your youtube "
    "zoom".split()
)


def kind_of(line: str) -> str | None:
    """What of the page a line is, by its words alone; None for a line of the article."""
    found = _lines().fullmatch(" ".join(line.split()))
    return _kinds()[int(found.lastgroup[1:])][0] if found and found.lastgroup else None


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, str], ...]:
    """Each kind with its pattern, in the order of the file."""
    text = (resources.files("mtreview.detectors.page") / "page_lines.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    parts: dict[str, str] = {}
    for name, lines in tables["parts"].items():
        parts[name] = _joined(lines, parts)
    return tuple((kind, _joined(lines, parts)) for kind, lines in tables["kinds"].items())


def _joined(lines: str, parts: dict[str, str]) -> str:
    """One pattern of several lines, with the parts that they name."""
    pattern = "|".join(line.strip() for line in lines.strip().splitlines())
    return f"(?:{_PART.sub(lambda part: parts[part[1]], pattern)})"


@lru_cache(maxsize=1)
def _lines() -> re.Pattern[str]:
    groups = (f"(?P<k{n}>{pattern}{_ENDING})" for n, (_, pattern) in enumerate(_kinds()))
    return re.compile("|".join(groups), re.IGNORECASE)
