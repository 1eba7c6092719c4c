"""Findings and scores in the words of ITS 2.0 (W3C), which translation tools read."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from mtreview.model import Score, Severity
from mtreview.outcomes import Item, State

NAMESPACE = "http://www.w3.org/2005/11/its"
VERSION = "2.0"
ISSUE, RATING = "localization-quality-issue", "localization-quality-rating"
_PROGRAM = "urn:mtreview:"

# MQM categories by their beginnings, the longer before the shorter.
_TYPES = (
    ("Accuracy/Mistranslation/Number", "numbers"),
    ("Accuracy/Mistranslation", "mistranslation"),
    ("Accuracy/Addition", "addition"),
    ("Accuracy/Omission", "omission"),
    ("Accuracy/Untranslated", "untranslated"),
    ("Accuracy", "mistranslation"),
    ("Terminology/Inconsistent use", "inconsistency"),
    ("Terminology", "terminology"),
    ("Linguistic conventions/Grammar", "grammar"),
    ("Linguistic conventions/Punctuation", "typographical"),
    ("Linguistic conventions/Spelling", "misspelling"),
    ("Linguistic conventions/Character encoding", "characters"),
    ("Style/Inconsistent style", "inconsistency"),
    ("Style", "style"),
    ("Locale conventions", "locale-violation"),
    ("Audience appropriateness", "register"),
    ("Design and markup", "markup"),
)
_SEVERITIES = {
    Severity.NEUTRAL: "0",
    Severity.MINOR: "30",
    Severity.MAJOR: "60",
    Severity.CRITICAL: "100",
}


def issue_type(category: str) -> str:
    """Return the one of the 27 issue types that an MQM category belongs to."""
    return next((kind for begin, kind in _TYPES if category.startswith(begin)), "uncategorized")


def issue(item: Item) -> dict[str, str]:
    """Return a finding as the attributes of a localisation quality issue, without a prefix."""
    finding = item.finding
    instead = f" → {finding.suggestions[0].text or '∅'}" if finding.suggestions else ""
    attributes = {
        "locQualityIssueType": issue_type(finding.category),
        "locQualityIssueComment": f"{finding.rule}: {finding.message}{instead}",
        "locQualityIssueSeverity": _SEVERITIES[finding.severity],
    }
    if item.state is State.DISMISSED:
        attributes["locQualityIssueEnabled"] = "no"
    return attributes


def rating(scores: Iterable[Score]) -> str | None:
    """Return the quality of segments together, by their words; None for none with a word."""
    weighed = [(score.quality, score.words) for score in scores if score.words]
    words = sum(count for _, count in weighed)
    return f"{sum(quality * count for quality, count in weighed) / words:.1f}" if words else None


def annotators(known: str, category: str, signature: str | None = None) -> str:
    """Return the value of annotatorsRef with this program named for a category, or no longer."""
    kept = [entry for entry in known.split() if not entry.startswith(f"{category}|")]
    if signature is not None:
        told = quote(signature.removeprefix("mtreview:"), safe=":/.+")
        kept.append(f"{category}|{_PROGRAM}{told}")
    return " ".join(kept)


def is_ours(attributes: Mapping[str, str], category: str) -> bool:
    """Tell whether an element's own annotatorsRef names this program for a category."""
    named = attributes.get(f"{NAMESPACE} annotatorsRef", "").split()
    return any(entry.startswith(f"{category}|{_PROGRAM}") for entry in named)
