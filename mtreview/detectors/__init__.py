"""The rules: one a file, and the one explicit list of them."""

from mtreview.detectors import (
    adjective_order,
    attribution,
    boilerplate,
    broken_word,
    capitals,
    compass,
    demonyms,
    do_before_perfect,
    doubled_auxiliary,
    doubled_word,
    drop_cap,
    foreign_marks,
    garbled_negation,
    honorific,
    inflected_after_do,
    inflected_after_modal,
    looping_phrase,
    mojibake,
    negation_order,
    no_participle,
    odd_characters,
    quotation_marks,
    reduced_relative,
    repeated_verb,
    spacing,
    squished_words,
    stacked_adjectives,
    there_have,
    to_after_modal,
)
from mtreview.detectors.detector import Detector
from mtreview.detectors.packs import LANGUAGES, load_pack, pack_rules

DETECTORS: tuple[Detector, ...] = (
    drop_cap.STRAY,
    drop_cap.SPLIT,
    boilerplate.DETECTOR,
    squished_words.DETECTOR,
    broken_word.DETECTOR,
    mojibake.MOJIBAKE,
    mojibake.ENTITY,
    doubled_word.DETECTOR,
    looping_phrase.DETECTOR,
    honorific.DETECTOR,
    spacing.SPACE,
    spacing.GLUED,
    quotation_marks.DETECTOR,
    foreign_marks.DETECTOR,
    capitals.DETECTOR,
    odd_characters.LETTER,
    odd_characters.UNSEEN,
    garbled_negation.DETECTOR,
    inflected_after_do.DETECTOR,
    to_after_modal.DETECTOR,
    inflected_after_modal.DETECTOR,
    doubled_auxiliary.DETECTOR,
    no_participle.DETECTOR,
    adjective_order.DETECTOR,
    stacked_adjectives.DETECTOR,
    demonyms.DETECTOR,
    compass.DETECTOR,
    negation_order.DETECTOR,
    there_have.DETECTOR,
    do_before_perfect.DETECTOR,
    attribution.DETECTOR,
    reduced_relative.DETECTOR,
    repeated_verb.DETECTOR,
)

__all__ = ["DETECTORS", "LANGUAGES", "Detector", "all_detectors", "load_pack", "pack_rules"]


def all_detectors() -> tuple[Detector, ...]:
    """Every detector there is: the general ones, then those of each language's pack."""
    packs = (detector for language in LANGUAGES for detector in load_pack(language))
    return (*DETECTORS, *packs)
