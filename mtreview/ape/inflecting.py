"""The words of a finding in other forms, so that they agree.

A verb follows the number that a suggestion gives its subject: “these informations were” becomes
“this information was”. Where two words do not agree, either may be wrong: a rule that changes the
one (“this persecution”) leaves to the editor to change the other (“these persecutions”).
"""

from collections.abc import Iterator

from mtreview.detectors.inflections import inflections_of
from mtreview.detectors.lexicon import is_plural_noun, verb_tags
from mtreview.detectors.nouns.agreement import plural_of
from mtreview.detectors.wording import singular
from mtreview.model import Edit, Finding, Span, Suggestion
from mtreview.tokens import Reading

_OF_ONE = {"are": "is", "were": "was", "have": "has", "do": "does"}
_OF_MANY = {one: many for many, one in _OF_ONE.items()}
# What follows these is no subject, or half of one.
_NOT_BEFORE = frozenset(
    "of in on at to for from with by about between among without against under over through during "
    "and or".split()
)
_REACH = 3  # tokens from a determiner to its noun


def with_its_verb(reading: Reading, suggestion: Suggestion, tokens: range) -> Iterator[Edit]:
    """A suggestion for a subject whose number it changes, with the verb behind it."""
    verb = tokens.stop
    limits = reading.limits(tokens.start)
    if suggestion.span.end != reading.ends[verb - 1] or verb >= limits[1]:
        return
    before = tokens.start - 1
    if before >= limits[0] and (
        reading.lower[before] in _NOT_BEFORE or reading.tags[before].startswith("VB")
    ):
        return
    old, new = reading.lower[verb - 1], suggestion.text.lower().rpartition(" ")[2]
    if is_plural_noun(old) and singular(old) == new:
        form = _of_one(reading.lower[verb], reading.tags[verb])
    elif plural_of(old) == new:
        form = _of_many(reading.lower[verb], reading.tags[verb])
    else:
        return
    if form:
        between = reading.text[suggestion.span.end : reading.starts[verb]]
        span = Span(suggestion.span.start, reading.ends[verb])
        yield Edit(span, suggestion.text + between + form)


def _of_one(verb: str, tag: str) -> str | None:
    if verb in _OF_ONE:
        return _OF_ONE[verb]
    forms = inflections_of(verb).get("VBZ", ()) if tag == "VBP" else ()
    return forms[0] if forms else None


def _of_many(verb: str, tag: str) -> str | None:
    if verb in _OF_MANY:
        return _OF_MANY[verb]
    bases = [lemma for lemma, of in verb_tags(verb) if of == tag == "VBZ"]
    return min(bases, default=None)


def other_number(reading: Reading, finding: Finding, tokens: range) -> Iterator[Edit]:
    """The other of a determiner and a noun that do not agree, as it would have to be."""
    last = reading.limits(tokens.start)[1]
    if finding.rule == "this-and-these":
        behind = range(tokens.stop, min(last, tokens.stop + _REACH))
        noun = next((i for i in behind if reading.tags[i] in ("NN", "NNS")), None)
        if noun is not None and reading.words[noun].islower():
            word = reading.lower[noun]
            form = singular(word) if is_plural_noun(word) else plural_of(word)
            if form and form != word:
                yield Edit(reading.span(noun, noun + 1), form)
    elif finding.rule == "determiner-form" and is_plural_noun(reading.lower[tokens.stop - 1]):
        opens = max(reading.limits(tokens.start)[0], tokens.start - _REACH)
        before = range(tokens.start - 1, opens - 1, -1)
        article = next((i for i in before if reading.lower[i] in ("a", "an")), None)
        if article is not None and reading.words[article].islower():
            yield Edit(Span(reading.starts[article], reading.starts[article + 1]), "")
