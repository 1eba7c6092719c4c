"""A negation of the source is lost, or one was added: the translation says the contrary.

Engines drop a "not" that stands far from its verb, and put in one where they have read it often.
No reader of the English alone can see it.

    Source: Il sindaco ha detto di non aver ricevuto richieste. Le maire se représentera.
    Faulty: The mayor said that he had received requests. The mayor will not stand again.

    Instead: The mayor said that he had not received requests. The mayor will stand again.

Both sides are read with all that denies: never, without, refuse, unless, hardly, unhappy. Only
where one of them holds none of it, and the other a plain negation, is there an alarm. It needs
the source, in a language of the rule packs. Missed: a negation lost beside another one.
"""

import re
from collections.abc import Iterator
from functools import partial

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.source.beside_source import Beside, besides
from mtreview.detectors.source.negating import BE, DO, FULL, HAVE, MODALS, affirm, negate
from mtreview.detectors.source.negation_words import denials, denied_with, leaves_trace, may_deny
from mtreview.detectors.source.passages import passages
from mtreview.model import Severity
from mtreview.tokens import Reading

_NOT = frozenset(("not", "n't"))
_DENIED = frozenset(("never", "nobody"))
_NO_DENIAL = frozenset("only just least merely to necessarily solely simply".split())
_INDIFFERENT = frozenset(("bother", "care", "matter", "mind"))  # “don't care”, for “all the same”
_ASKED = frozenset("ask asked asking asks wonder wondered wondering wonders".split())
_BEFORE_NOT = frozenset("or if why whether".split())
_CUT = re.compile(r"['’]t\b")  # “don 't”, in texts that were cut into tokens
# “Does not rule out” in the source: “rules out”, itself a denial, may be all that is left.
_EXCLUDED = re.compile(
    r"n['’](?:exclu|(?:a|ont|avait|avaient) pas exclu)|\bschl(?:ie|o)ss\w*\b[^.]{0,60}\bnicht aus"
    r"|\bschließ\w*\b[^.]{0,60}\bnicht aus|\bnicht (?:auszuschlie|ausgeschlo)"
    r"|\b(?:no|não) (?:se )?(?:descart|exclu)|\bnon (?:si )?esclu|\bне (?:исключ|виключ)"
    r"|\bnie wyklucz|\bslui?t[^.]{0,60}\bniet uit|不排除",
    re.IGNORECASE,
)
_RULED = frozenset("rule rules ruled ruling".split())
_ALIKE = (0.75, 1.33)  # of a sentence that has no word to know it by
_LENGTHS = (0.6, 1.6)  # of the usual length: what lacks more lacks a passage


def find_lost(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look for segments without any trace of the source's negation."""
    for segment, pair in besides(reading):
        found = denials(pair.source, pair.language)
        first, last = reading.bounds[segment.index]
        if _EXCLUDED.search(pair.source) and (hit := _ruled_out(reading, first, last)):
            yield hit
            continue
        if not found or any(map(leaves_trace, reading.lower[first:last])) or _CUT.search(pair.text):
            continue
        asked = not _ASKED.isdisjoint(reading.lower[first:last])  # “asked if” for “ob nicht”
        if asked or "?" in pair.text or not _is_rendered(pair, found[0].start()):
            continue
        place = segment.span.start + len(pair.text) * found[0].start() / len(pair.source)
        word = denied_with(pair.source, found[0])
        if denied := negate(reading, first, last, place, word):
            verb, end, rewrite = denied
            said = f"the source says “{found[0][0]}”; its negation is missing here"
            yield Hit(said, verb, end, rewrites=(rewrite,))


def _ruled_out(reading: Reading, first: int, last: int) -> Hit | None:
    """The hit for “ruled out” without a negation."""
    words = reading.lower[first:last]
    at = next((i for i in range(first, last - 1) if reading.lower[i] in _RULED), None)
    denied = not {"not", "n't", "cannot", "never", "no", "nobody"}.isdisjoint(words)
    if at is None or denied or reading.lower[at + 1] != "out":
        return None
    verb = negate(reading, first, last, reading.starts[at], "not")
    said = "the source does not rule it out; its negation is missing here"
    return Hit(said, verb[0], verb[1], rewrites=(verb[2],)) if verb else None


def _is_rendered(pair: Beside, at: int) -> bool:
    """Whether the translation is whole, and the passage that is denied is in it."""
    if not _LENGTHS[0] < pair.share < _LENGTHS[1]:
        return False
    parts = passages(pair.source)
    if len(parts) == 1 and not pair.lost and not pair.added:
        return _ALIKE[0] < pair.share < _ALIKE[1] and len(passages(pair.text)) == 1
    part = next((p for p in parts if p.start <= at < p.end), None)
    return part is not None and any(part.start < end <= part.end for end, _ in pair.links)


def find_added(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look for a plain "not" in segments whose source denies nothing."""
    for segment, pair in besides(reading):
        first, last = reading.bounds[segment.index]
        denied = _DENIED.intersection(reading.lower[first:last])
        if not denied and not any(word in pair.text for word in ("not", "n't", "n’t")):
            continue
        if not _LENGTHS[0] < pair.share < _LENGTHS[1]:
            continue
        if pair.language == "zh" or may_deny(pair.source, pair.language, pair.text):
            continue  # Chinese denies in more ways than are listed
        nots = [i for i in range(first, last) if reading.lower[i] in _NOT | _DENIED]
        if len(nots) != 1 or nots[0] >= last - 1:
            continue
        if nots[0] > first and _is_plain(reading, nots[0]):
            start, end, rewrite = affirm(reading, nots[0])
            said = f"nothing in the source says this “{reading.words[nots[0]]}”"
            yield Hit(said, at=(start, end), rewrites=(rewrite,))
        elif reading.lower[nots[0]] == "nobody" and "?" not in pair.text:
            yield Hit("the source tells of somebody here", nots[0], nots[0] + 1)


def _is_plain(reading: Reading, i: int) -> bool:
    """Whether a "not" denies a verb: it will not run, not "not only" or "or not"."""
    before, after = reading.lower[i - 1], reading.lower[i + 1]
    if (
        after in _NO_DENIAL | _INDIFFERENT
        or before in _BEFORE_NOT
        or "?" in reading.lower[i : i + 12]
    ):
        return False
    return before in BE | HAVE | MODALS | DO | FULL.keys() and after[0].isalpha()


_detector = partial(
    Detector,
    page=__doc__,
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    confidence=0.75,
    watch=Whole(tags=True, source=True),
)

LOST = _detector(
    rule="lost-negation",
    find=find_lost,
    flagged=(
        Flagged(
            "The minister ⟦has signed⟧ the agreement with China.",
            "has not signed",
            "Le ministre n'a pas signé l'accord avec la Chine.",
        ),
        Flagged(
            "The mayor ⟦ruled⟧ out a resignation.",
            "did not rule",
            "Der Bürgermeister schloss einen Rücktritt nicht aus.",
        ),
        Flagged(
            "The farmers ⟦want⟧ to sell the forest.",
            "do not want",
            "Die Bauern wollen den Wald nicht verkaufen.",
        ),
        Flagged(
            "The president ⟦visited⟧ the hospital in Seville.",
            "did not visit",
            "El presidente no visitó el hospital de Sevilla.",
        ),
        Flagged(
            "The police ⟦have found⟧ the truck in the river.",
            "have hardly found",
            "Die Polizei hat den Lastwagen im Fluss kaum gefunden.",
        ),
        Flagged(
            "The teacher ⟦was at⟧ school on Monday.",
            "was not at",
            "Учительницы в понедельник в школе не было.",
        ),
        Flagged(
            "The government ⟦will pay⟧ the workers in May.",
            "will not pay",
            "政府五月不会向工人付款。",
        ),
    ),
    passing=("The minister has signed the agreement.", ""),
    faithful=(
        (
            "The court rejected the appeal of the mayor.",
            "Le tribunal n'a pas admis l'appel du maire.",
        ),
        ("The bridge remains closed to lorries.", "Die Brücke ist für Lastwagen nicht befahrbar."),
        ("Nobody told the farmers.", "A los agricultores no les dijo nada nadie."),
        ("I asked if the mayor needed help.", "Я спросил, не нужна ли мэру помощь."),
        ("Unless it rains, the forest will burn.", "Если не будет дождя, лес сгорит."),
        ("The nurse asked if he needed help.", "Медсестра спросила, не нужна ли ему помощь."),
        ("The king is unhappy with the army.", "Il re non è contento dell'esercito."),
        (
            "Not only tourists visit the museum.",
            "Das Museum besuchen nicht nur Touristen.",
        ),
        ("Tourists and students visit the museum.", "Das Museum besuchen nicht nur Touristen."),
        (
            "The river is at its highest level since May.",
            "Le fleuve n'avait plus atteint un tel niveau depuis mai.",
        ),
        ("The minister lacks money for the school.", "Министру не хватает денег на школу."),
        ("The ministry failed to answer the letter.", "O ministério não respondeu à carta."),
    ),
    misses=(
        Missed(
            "The mayor ⟦has⟧ money and no friends.",
            "Der Bürgermeister hat kein Geld und keine Freunde.",
        ),
    ),
)

ADDED = _detector(
    rule="added-negation",
    what="A “not” stands in the translation that the source does not say.",
    find=find_added,
    flagged=(
        Flagged(
            "⟦Nobody⟧ was hurt, the police said on Monday.",
            None,
            "Drei Menschen wurden verletzt, teilte die Polizei am Montag mit.",
        ),
        Flagged(
            "The minister ⟦has never⟧ visited the school in Bonn.",
            "has",
            "Der Minister hat die Schule in Bonn mehrmals besucht.",
        ),
        Flagged(
            "The minister ⟦has not⟧ signed the agreement with China.",
            "has",
            "Le ministre a signé l'accord avec la Chine.",
        ),
        Flagged(
            "The farmers ⟦do not want⟧ to sell the forest.",
            "want",
            "Die Bauern wollen den Wald verkaufen.",
        ),
        Flagged(
            "The president ⟦didn't visit⟧ the hospital in Seville.",
            "visited",
            "El presidente visitó el hospital de Sevilla.",
        ),
        Flagged(
            "The strike ⟦won't⟧ end on Monday, the mayor said.",
            "will",
            "El lunes terminará la huelga, dijo el alcalde.",
        ),
        Flagged(
            "The teacher ⟦was not⟧ at school on Monday.",
            "was",
            "Учительница в понедельник была в школе.",
        ),
    ),
    passing=("The minister has not signed the agreement.", ""),
    faithful=(
        ("The minister has not signed the agreement.", "Le ministre a refusé de signer l'accord."),
        ("The farmers do not want to sell.", "Die Bauern weigern sich zu verkaufen."),
        ("The bus does not stop in the village.", "El autobús pasa sin parar por el pueblo."),
        ("He could not find the house.", "Er suchte das Haus vergeblich."),
        ("Not only tourists visit the museum.", "Touristen und andere besuchen das Museum."),
        ("The king is not happy with the army.", "Il re è insoddisfatto dell'esercito."),
        ("Is the minister not coming?", "Kommt der Minister etwa?"),
        ("It is not yet clear who will win.", "Кто победит, пока неясно."),
        ("The people of Perm do not care.", "Людям в Перми все равно."),
    ),
    misses=(
        Missed(
            "The farmers do not want to sell the dry forest, and the king does not⟦⟧ care.",
            "Die Bauern wollen den trockenen Wald verkaufen, und dem König ist es egal.",
        ),
    ),
)
