"""English word forms, from lemminflect: which forms a lemma has, and which verb a form may be."""

from functools import lru_cache

from mtreview.detectors.inflections import inflections_of, lemmas_of

VERB_TAGS = ("VB", "VBZ", "VBP", "VBD", "VBN", "VBG")
NOUN_TAGS = ("NN", "NNS")
_UNLISTED = frozenset(
    "a against although among amongst an and at because beneath beside but cannot despite during "
    "every for from if into nor of onto per since than that the three toward towards unless until "
    "upon whereas whether which with".split()
)


@lru_cache(maxsize=4096)
def forms(lemma: str, pos: str) -> dict[str, tuple[str, ...]]:
    """The forms of a lemma by Penn tag; `pos` is VERB or NOUN; empty where it has none."""
    wanted = VERB_TAGS if pos == "VERB" else NOUN_TAGS
    found = {tag: forms for tag, forms in inflections_of(lemma).items() if tag in wanted}
    if pos == "VERB" and found:  # regular participles are listed once, as past tenses
        found.setdefault("VBN", found.get("VBD", ()))
    return found


@lru_cache(maxsize=4096)
def inflect(lemma: str, tag: str) -> str:
    """The form of a lemma for a Penn tag; the lemma itself where the tag asks for no other."""
    if (lemma, tag) == ("be", "VBP"):
        return "are"
    pos = "NOUN" if tag in NOUN_TAGS else "VERB"
    for form in forms(lemma, pos).get(tag, ()):
        return form
    import lemminflect

    return next(iter(lemminflect.getInflection(lemma, tag)), lemma)


@lru_cache(maxsize=16384)
def verb_tags(word: str) -> frozenset[tuple[str, str]]:
    """Every (lemma, tag) that a lower-case word may be as a verb; empty for what is no verb."""
    return frozenset(
        (lemma, tag)
        for lemma in lemmas_of(word).get("VERB", ())
        for tag, listed in forms(lemma, "VERB").items()
        if word in listed
    )


def base_of(word: str) -> str | None:
    """The base form of an inflected verb form, None where the word is a base form or no verb."""
    readings = verb_tags(word)
    if not readings or any(tag in ("VB", "VBP") for _, tag in readings):
        return None
    return min(lemma for lemma, _ in readings)


@lru_cache(maxsize=16384)
def is_plural_noun(word: str) -> bool:
    """Tell whether a lower-case word is a noun's plural form and nobody's singular ("series")."""
    lemmas = lemmas_of(word).get("NOUN", ())
    return word not in lemmas and any(word in forms(n, "NOUN").get("NNS", ()) for n in lemmas)


@lru_cache(maxsize=16384)
def is_word(word: str) -> bool:
    """Tell whether a lower-case word is ordinary English; names and abbreviations are not."""
    return word in _UNLISTED or bool(lemmas_of(word))


@lru_cache(maxsize=16384)
def parts_of_speech(word: str) -> frozenset[str]:
    """What a lower-case word may be (NOUN, VERB, ADJ, ADV, AUX); empty for a function word."""
    return frozenset(lemmas_of(word))
