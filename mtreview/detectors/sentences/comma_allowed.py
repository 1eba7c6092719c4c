"""Statements that good English does join by a comma alone: near-misses of comma_splice.py."""

from mtreview.detectors.clauses import full_phrase
from mtreview.detectors.lexicon import verb_tags
from mtreview.detectors.verbs.verb_group import BE, DO, HAVE, MODALS
from mtreview.tokens import Reading

SUBJECTS = frozenset("he she it we they nobody everybody everyone nothing there".split())
AUXILIARIES = BE | HAVE | DO | MODALS.keys()
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_POSSESSIVES = frozenset("his her its our their".split())
# What has an object or none: after “his father” a statement, and no participle.
_INTRANSITIVE = frozenset(
    "appeared arrived came died disappeared dropped fell grew happened increased lived remained "
    "resigned returned rose stayed survived went worked".split()
)
_DONE = frozenset(
    "accomplished arranged completed concluded done ended finished given made over paid settled "
    "signed taken".split()
)
_TERSE = 4  # tokens of “there are ten years”
_PROVERB = 8  # and of a clause that another may be built like


def leads(before: list[str]) -> bool:
    """Tell whether what stands before the comma only leads to the statement."""
    if before[0] == "there" and len(before) <= _TERSE:
        return True  # “there are ten years, ...”: a calque, and no statement
    if before[-1] in BE:
        return True  # “the fact is, ...”
    return "more" in before and "than" in before and before[1] in BE  # “it is more than a creed”


def is_absolute(reading: Reading, start: int, comma: int) -> bool:
    """Tell whether the first clause may be a participle’s: “these preparations completed, ...”."""
    alone = not any(reading.tags[n] in FINITE for n in range(start, comma - 1))
    return alone and reading.lower[comma - 1] in _DONE


def is_elliptic(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the second clause may be a participle’s: “..., their work ended for the day”."""
    if reading.lower[start] in ("all", "both"):  # “many sources, all tied to one action”
        return any(tag == "VBN" for _, tag in verb_tags(reading.lower[start + 1]))
    if reading.lower[start] not in _POSSESSIVES:
        return False
    verb = full_phrase(reading, start, end)
    over = verb + 1 >= end or reading.tags[verb + 1] in ("IN", "RB", "TO")
    if not (start < verb < end and over) or reading.lower[verb] in _INTRANSITIVE:
        return False
    return any(tag == "VBN" for _, tag in verb_tags(reading.lower[verb]))


def is_parallel(before: list[str], after: list[str]) -> bool:
    """Tell whether clauses are built alike: “he bought roses, he ordered wine”, or a proverb."""
    short = max(len(before), len(after)) <= _PROVERB
    verbs = AUXILIARIES.intersection(before, after)
    if before[0] in _POSSESSIVES and not (BE.isdisjoint(before) or BE.isdisjoint(after)):
        verbs |= BE  # “her skin was white, her cheeks were red”
    if short and before[-1] == after[-1]:
        return True  # “the word will fail, the sword will fail”
    if after[0] == "others":
        return True  # “some move to the left, others to the right”
    return before[0] == after[0] and (before[0] in SUBJECTS or (short and bool(verbs)))
