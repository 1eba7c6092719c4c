"""The rules that a glossary makes: a forbidden term is used, or a term of the source is not.

A term written small is found however it is written, one with a capital letter only as it stands;
its head may be in the plural. A term of the source is looked for in each segment's source, and
any of the targets it has, in any entry, will do for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from mtreview.detectors.detector import Detector, Hit, Whole, Words
from mtreview.detectors.lexicon import forms, inflect, is_plural_noun
from mtreview.glossary import Term
from mtreview.model import Document, Segment, Severity, Span
from mtreview.tokens import Reading

FORBIDDEN, MISSING = RULES = ("forbidden-term", "glossary-term-missing")
_FORBIDDEN_PAGE = """A term is used that the glossary forbids.

Engines know no house style: they write what is usual, or what the source sounds like.

    Faulty: The deputy left.

    Instead: The member of parliament left.

With the glossary of --glossary only (docs/glossary.md). A forbidden term within the one that should
be there passes. Missed: other forms than the plural.
"""
_MISSING_PAGE = """A term of the source is not rendered as the glossary says.

Engines translate a term in each segment anew.

    Faulty: The boss came. (Der Bürgermeister kam.)

    Instead: The mayor came.

With the glossary of --glossary and the source only (docs/glossary.md). A segment with a forbidden
term in place of the wanted passes, as that is found by itself. Missed: source terms of which a word
before the last is inflected.
"""
_SPACED = re.compile("[\u0600-\u06ff]|[\u3040-\u30ff\u4e00-\u9fff]")  # scripts that glue words
_ENDINGS = (  # what other languages put after a term, in another case or number
    "(?:[aeiouyąęуаиыіеяюої]|e?[snrm]|es|om|am|ów|ами?|ях?|о[мвйю]|ем|ах|ий|ою)?"
)
_PREPOSITIONS = frozenset("of for in on to at with by from against".split())
_INFLECTED = 5  # letters that a term has at least to which they do

_Tokens = tuple[str, ...]


def examples_of_rules() -> tuple[Detector, ...]:
    """The rules as a glossary of one entry makes them, to be explained."""
    return glossary_rules([Term(("member",), ("deputy",), (("de", "Abgeordneter"),))])


def glossary_rules(terms: Iterable[Term]) -> tuple[Detector, ...]:
    """The rules of a glossary; none for what it has no entries."""
    terms = tuple(terms)
    rules = []
    if entries := _forbidden(terms):
        rules.append(
            Detector(
                rule=FORBIDDEN,
                page=_FORBIDDEN_PAGE,
                category="Terminology/Inconsistent with terminology resource",
                severity=Severity.MAJOR,
                confidence=0.95,
                watch=Words(frozenset(entries)),
                find=partial(_find_forbidden, entries),
            )
        )
    if by_source := _by_source(terms):
        rules.append(
            Detector(
                rule=MISSING,
                page=_MISSING_PAGE,
                category="Terminology/Inconsistent with terminology resource",
                severity=Severity.MAJOR,
                confidence=0.8,
                watch=Whole(),
                find=partial(_find_missing, by_source),
            )
        )
    return tuple(rules)


_Entries = dict[str, list[tuple[_Tokens, str, Term]]]


def _forbidden(terms: Iterable[Term]) -> _Entries:
    """Forbidden terms by the first word of each of their forms, in small letters."""
    entries: _Entries = defaultdict(list)
    for term in terms:
        for written in term.forbidden:
            for form in (tokens(written), _plural(tokens(written))):
                if form and all(form != known for known, _, _ in entries[form[0].lower()]):
                    entries[form[0].lower()].append((form, written, term))
    for found in entries.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return dict(entries)


def _find_forbidden(entries: _Entries, reading: Reading, i: int, _last: int) -> Iterator[Hit]:
    limit = reading.limits(i)[1]
    for form, written, term in entries[reading.lower[i]]:
        last = i + len(form)
        if last > limit or not _stands(reading, i, form) or _allowed(reading, i, last, term):
            continue
        rewrites = [_like(reading, i, form, written, target) for target in term.targets]
        instead = f": write “{term.targets[0]}”" if term.targets else ""
        note = f" ({term.note})" if term.note else ""
        quoted = reading.quote(i, last)
        yield Hit(
            f"the glossary forbids “{quoted}”{instead}{note}", i, last, rewrites=tuple(rewrites)
        )
        return


def _stands(reading: Reading, i: int, form: _Tokens) -> bool:
    """Whether a form stands at a token; capitals count where the form has them."""
    for n, word in enumerate(form, i):
        same = reading.words[n] if any(map(str.isupper, word)) else reading.lower[n]
        if same.replace("’", "'") != word.replace("’", "'"):
            return False
    return True


def _allowed(reading: Reading, i: int, last: int, term: Term) -> bool:
    """Whether the words are part of the term that should be there ("court" in "court of law")."""
    here = reading.lower[i:last]
    for target in term.targets:
        form = [word.lower() for word in tokens(target)]
        for at in range(len(form) - len(here) + 1):
            around = reading.lower[max(0, i - at) : max(0, i - at) + len(form)]
            if form[at : at + len(here)] == here and around == form != here:
                return True
    return False


def _like(reading: Reading, i: int, form: _Tokens, written: str, target: str) -> str:
    """The target in the number and with the capital of what it replaces."""
    plural = form != tokens(written) and form == _plural(tokens(written))
    if plural and (several := _plural(tokens(target))):
        old, new = next((o, n) for o, n in zip(tokens(target), several, strict=True) if o != n)
        target = target.replace(old, new, 1)
    first = reading.words[i]
    if first[0].isupper() and not form[0][0].isupper():
        if len(first) > 1 and first.isupper():
            return target.upper()
        return target[0].upper() + target[1:]
    return target


_BySource = dict[tuple[str, str], list[Term]]


def _by_source(terms: Iterable[Term]) -> _BySource:
    """Entries with targets by the language and the words of their source terms."""
    found: _BySource = defaultdict(list)
    for term in terms:
        for source in term.sources if term.targets else ():
            found[source].append(term)
    return dict(found)


def _find_missing(by_source: _BySource, reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    language = (reading.document.source_lang or "").partition("-")[0]
    terms = [(w, t) for (lang, w), t in by_source.items() if lang in ("", language) and w]
    if not terms or not any(segment.source for segment in reading.document.segments):
        return
    longest = sorted(terms, key=lambda entry: -len(entry[0]))
    for segment, bounds in zip(reading.document.segments, reading.bounds, strict=True):
        taken: list[Span] = []
        for written, meant in longest if segment.source else ():
            match = _pattern(written).search(segment.source or "")
            if not match or any(Span(*match.span()).overlaps(span) for span in taken):
                continue
            taken.append(Span(*match.span()))
            targets = [target for term in meant for target in term.targets]
            if not any(_has(reading, bounds, target) for target in targets) and not (
                _has_forbidden(reading, bounds, meant)
            ):
                yield _missing(reading, segment, written, targets[0])


def _missing(reading: Reading, segment: Segment, written: str, target: str) -> Hit:
    at = segment.span.start + len(segment.span.of(reading.text).rstrip().rstrip(".!?…\"'”’»)"))
    return Hit(f"the source says “{written}”: the glossary wants “{target}”", at=(at, at))


def _has_forbidden(reading: Reading, bounds: tuple[int, int], meant: list[Term]) -> bool:
    """Whether a segment has a forbidden term instead, which is found by itself."""
    return any(_has(reading, bounds, form) for term in meant for form in term.forbidden)


def _has(reading: Reading, bounds: tuple[int, int], target: str) -> bool:
    """Whether a segment has a term in some form of its words, in whatever case."""
    wanted = [_forms(word.lower()) for word in tokens(target)]
    lower = reading.lower
    return bool(wanted) and any(
        all(lower[at + n] in words for n, words in enumerate(wanted))
        for at in range(bounds[0], bounds[1] - len(wanted) + 1)
    )


@lru_cache(maxsize=4096)
def _forms(word: str) -> frozenset[str]:
    """All forms of a word, itself included."""
    every = (f for pos in ("NOUN", "VERB") for tags in forms(word, pos).values() for f in tags)
    return frozenset((word.replace("’", "'"), *every))


@lru_cache(maxsize=4096)
def _pattern(written: str) -> re.Pattern[str]:
    """A regex for a term in a source: with endings where the language may have some."""
    escaped = r"\s+".join(map(re.escape, written.split()))
    if _SPACED.search(written):
        return re.compile(escaped)
    ending = _ENDINGS if len(written) >= _INFLECTED and written[-1].isalpha() else ""
    exact = any(map(str.isupper, written[1:]))
    return re.compile(rf"(?<!\w){escaped}{ending}(?!\w)", 0 if exact else re.IGNORECASE)


@lru_cache(maxsize=4096)
def tokens(term: str) -> _Tokens:
    """A term as the words of a document are read."""
    return tuple(Reading(Document("", term, (Segment(0, Span(0, len(term))),))).words)


def _plural(form: _Tokens) -> _Tokens:
    """A term in the plural ("members of parliament"); empty where it has none."""
    head = next((n for n, word in enumerate(form) if n and word in _PREPOSITIONS), len(form)) - 1
    word = form[head] if form else ""
    if not word.isalpha() or word.isupper() or is_plural_noun(word.lower()):
        return ()
    several = inflect(word.lower(), "NNS")
    if several == word.lower():
        return ()
    return (*form[:head], several.title() if word[0].isupper() else several, *form[head + 1 :])
