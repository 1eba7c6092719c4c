"""Datelines: the place, the date and the agency or reporter with which a report begins."""

import re

from mtreview.detectors.lexicon import is_word
from mtreview.detectors.page.page_credits import AGENCIES
from mtreview.model import Span

_NEAR = 160  # characters within which something tells a dateline
_HEADS = ("By ", "From our ")
_CAPITALS = re.compile("[A-Z]{2} ?[.–—-]")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    rf"(?:(?:\d{{1,2}}\.? {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_PLACE = r"[A-ZÀ-Þ][\w’'.-]*(?:[ /][A-ZÀ-Þ][\w’'.-]*){0,4}"
_AGENCY = r"[A-ZÀ-Þ][\w’'.-]*(?:[ /-][A-ZÀ-Þ][\w’'.-]*){0,3}"
_REPORTER = r"(?:[Ii]ntern )?(?:[Rr]eporters?|[Cc]orrespondents?|[Jj]ournalists?|[Ee]ditors?)"
_TEXT = r"(?=[\w“\"«‘]\S*(?: \S+){2})"
_REPORTED = re.compile(_REPORTER)
_KNOWN = "AFP|AP|Reuters|REUTERS|dpa|EFE|ANSA|TASS|PAP|Lusa"
# As English papers begin an article: AURORA, Colo. (AP) -   July 25 (UPI) --
_PRINTED = re.compile(
    rf"(?:[A-Z][A-Z .'’-]+(?:, [A-Z][\w.]+)?|{_MONTH} \d{{1,2}}) "
    r"\((?:AP|AFP|UPI|Reuters|REUTERS|Bloomberg|CNN|[A-Z]*(?:CBS|NBC|ABC|FOX)[A-Z]*)\) ?[-–—]+ ?"
)
_DATELINE = re.compile(
    # OLMEDA, 4 May (Nahr) -   Olmeda (dpa) -   OLMEDA, May 4 /TASS/.   (AFP) -
    rf"(?:{_PLACE},? ?){{0,2}}(?:{_DATE}[.,]? ?)?"
    rf"(?:\((?:{_AGENCY}|dpa|epd|afp|ots|lhe)\)|/(?:{_AGENCY})/|\[(?:{_AGENCY})\])"
    rf"(?:\.? ?[-–—]+ ?{_PLACE}, {_DATE})?(?:\.? ?[-–—]+ ?|(?<=[/)])\. ){_TEXT}"
    # Olmeda - AFP -
    rf"|(?:{_PLACE} ?[-–—/] ?)(?:{_KNOWN}) ?[-–—]+ ?{_TEXT}"
    # From our correspondent in Olmeda, Ana Ruiz -   By Ana Ruiz -
    rf"|(?:[Ff]rom our (?:special )?correspondent(?: in)? {_PLACE}(?:, {_PLACE})?|By {_PLACE})"
    rf" [-–—|] {_TEXT}"
    # OLMEDA. May 4. INTERFAX -
    rf"|(?:{_PLACE}[.,] ){{1,2}}{_DATE}[.,]? [A-Z][A-Z -]{{2,24}}(?: ?[-–—] ?|\. ){_TEXT}"
    # Nahr News Agency, Olmeda, May 4 (Reporter Mo Li)
    rf"|(?:[\w’',.-]+ ){{0,10}}\({_REPORTER}:? [^()]{{3,60}}\)[,:]? (?=[A-ZÀ-Þ“\"])"
)


def dateline_of(text: str, paragraph: Span) -> Span | None:
    """The dateline with which a paragraph begins, None where it has none."""
    start, end = paragraph.start, paragraph.end
    if not _may_hold_one(text[start : min(start + _NEAR, end)]):
        return None
    found = _DATELINE.match(text, start, end)
    return Span(*found.span()) if found and _is_dateline(found) else None


def is_printed(dateline: str) -> bool:
    """Whether English papers print such a dateline at the head of an article."""
    return _PRINTED.fullmatch(dateline) is not None


def _may_hold_one(head: str) -> bool:
    """A cheap look for what every dateline has: a bracket, a slash, capitals or a first word."""
    bracketed = "(" in head or "/" in head or "[" in head
    return bracketed or head.startswith(_HEADS) or _CAPITALS.search(head) is not None


def _is_dateline(found: re.Match[str]) -> bool:
    """Whether what stands before an agency is a place, and no name with its abbreviation."""
    place, _, agency = found[0].partition("(")
    if "(" not in found[0] and found[0].startswith(("By ", "From ", "from ")):
        return not any(is_word(word.lower()) for word in place.split()[1:2]) or "our" in place
    known = agency.partition(")")[0].lower() in AGENCIES
    sure = place.isupper() or bool(re.search(r"\d", place)) or "/" in place or "(" not in found[0]
    return known or sure or bool(_REPORTED.match(agency))
