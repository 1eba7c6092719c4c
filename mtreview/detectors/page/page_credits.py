"""Who took a photo and who wrote an article: the lines in which a page says so."""

import re

from mtreview.detectors.page.lines import BREAK

_SMALL = frozenset(
    "a al and at by courtesy da de del der di du el et for from in la le of on the van von "
    "via y".split()
)
# A stop in the midst of a caption: another follows that is no credit.
_SECOND = re.compile(
    r"\w{2}[.!?…][\"'”’)]*\s*[\"'“‘(]?(?!(?:photo|image|credit|ph\b))[^\W\d_]", re.I
)
_CAPTION_WORDS = 35
_CREDIT_WORDS = 9
_QUOTES = ("“", '"', "«", "„")
_AGENCY_LETTERS = 6  # an agency may be in small letters: afp
AGENCIES = frozenset(
    "reuters afp ap dpa efe ansa lusa tass xinhua interfax ukrinform unian upi belga anp apa pap "
    "čtk mti anadolu sputnik kyodo yonhap bloomberg epd kna sid ots lhe".split()
)
CREDIT = re.compile(
    r"(?:^|(?<=[\s/(|.]))\(?(?:©|(?:photo|image|picture|video|illustration)s?"
    r"(?: credit| source)?s?(?: ?:|(?= ?©))|(?:photo )?credits? ?:|ph\.(?= ?\w)"
    r"|photo by (?=[^/]{3,40}/))"
    r"\s*(?P<names>[^©]{2,80})$",
    re.IGNORECASE,
)
# A caption that ends in a name in capitals behind a slash.
CAPITALS = re.compile(r".{10,} ?/ (?P<names>[A-ZÀ-Þ]{2,}(?: [A-ZÀ-Þ]{2,}){1,3})")
# Somebody's name with what he is to the paper: a signature.
_NAME = r"[A-ZÀ-Þ][\w’'.-]+(?: (?:de |da |van |von |der |del |di )?[A-ZÀ-Þ][\w’'.-]+){1,3}"
SIGNED = re.compile(
    rf"(?P<names>{_NAME}(?: and {_NAME})?)(?:,? |, (?:\w+[ -]){{0,3}}|,? [A-ZÀ-Þ][\w’-]+ )"
    r"(?:[Cc]orrespondents?|[Rr]eporters?|[Ss]pecial (?:envoy|correspondent)|[Ee]nvoy|"
    r"[Ss]taff writer|[Jj]ournalist|AFP|AP|Reuters|dpa|EFE|ANSA|TASS|PAP|Lusa)"
    r"(?:(?:,? (?:in|at|for|to))? [A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+)?)?"
)
_ROLES = re.compile(
    "orrespondent|eporter|nvoy|ournalist|writer|AFP|AP|Reuters|dpa|EFE|ANSA|TASS|PAP|Lusa"
)
# A caption that ends in a name in brackets, or in a name in capitals without a slash.
UNNAMED = re.compile(
    r"(?P<caption>(?:\S+ ){4,34}\S*[a-zà-ÿ\d]\S*) (?P<names>"
    r"\([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2}\)|[A-ZÀ-Þ]{3,}(?: [A-ZÀ-Þ]{3,}){1,2})"
)
# A caption that ends in a photographer and an agency in square brackets, or says what it is.
BRACKETED = re.compile(
    r".{10,} (?:\[[^\[\]]{2,40}/[^\[\]]{2,40}\]|\((?:archive|archival|file|stock|illustrative|"
    r"illustration|symbolic|symbol) (?:photo|image|picture)s?\))",
    re.IGNORECASE,
)
AGENCY = re.compile(
    r"(?:[A-Z]{2,5}|Reuters|Getty|Getty Images)(?: [Pp]hoto)? ?/ ?(?P<names>.{3,60})"
)


def is_credit(line: str) -> bool:
    """Whether the line is a credit, or a short caption that ends in one."""
    if BREAK.search(line):
        return False
    if line[-1] in ")]" and BRACKETED.fullmatch(line):
        return True
    slashed = "/" in line and (AGENCY.fullmatch(line) or CAPITALS.fullmatch(line))
    found = slashed or CREDIT.search(line)
    if not found or not _is_caption(line[: found.start("names")]):
        return False
    names = [word.strip("()[].,;'\"’“”") for word in re.split(r"[\s/|]+", found["names"])]
    named = [word for word in names if word]
    return (
        0 < len(named) <= _CREDIT_WORDS
        and named[-1] not in _SMALL
        and all(map(_may_be_name, named[:-1]))
        and (_may_be_name(named[-1]) or ("©" in line and len(named[-1]) < _AGENCY_LETTERS))
    )


def is_bare_caption(line: str) -> bool:
    """Whether a line ends in nothing but an agency or a photographer, as captions may."""
    found = UNNAMED.fullmatch(line)
    if not found or not _is_caption(found["caption"]) or BREAK.search(line):
        return False
    words = found["caption"].split()
    initials = "".join(word[0] for word in words).upper()
    titled = sum(word[0].isupper() for word in words) * 2 > len(words)
    return not titled and words[-1][-1] != "." and found["names"].strip("()") not in initials


def is_signature(line: str) -> bool:
    """Whether a line names a person with what he is to the paper."""
    second = line.partition(" ")[2][:1]  # of a name, or the small letter of “de”, “van”
    named = second.isupper() or second in ("d", "v")
    return named and _ROLES.search(line) is not None and SIGNED.fullmatch(line) is not None


def _is_caption(text: str) -> bool:
    """Whether what stands before a credit is short, one segment and no quotation."""
    return (
        text[:1] not in _QUOTES
        and len(text.split()) <= _CAPTION_WORDS
        and not _SECOND.search(text.rstrip(" /|(©"))
    )


def _may_be_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _SMALL or word in AGENCIES
