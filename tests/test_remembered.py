"""What is remembered of words and readings, for how long, and that nothing else comes of it."""

from hypothesis import given
from hypothesis import strategies as st

from mtreview.detectors import DETECTORS, LANGUAGES
from mtreview.detectors.numbers.number_lexicon import lexicon
from mtreview.detectors.numbers.number_parts import parts_of, stretches
from mtreview.detectors.numbers.quantities import counted
from mtreview.detectors.scan import Scanner
from mtreview.detectors.source.bilingual import mentions
from mtreview.detectors.source.told import Told
from mtreview.formats.rows import joined
from mtreview.remembered import LONGEST, Remembered
from mtreview.tokens import Reading, once

WORDS = {
    "en": "the United States two and a half million, per cent % of 14.5 XIV in New York held",
    "fr": "la Haye deux cent et demi pour cent, 14h30 l'hôpital 1 200 XIXe mille le 3 mai qu'aux",
    "de": "zwei und zwanzig 3,5 Millionen den Haag Kernkraftwerk 4. Mai vereinte Nation halb",
    "ru": "два с половиной 14 миллионов, сектор Газа полтора двадцать пять мая XX",
    "ar": "ثلاثة عشر كانون الثاني 14 مليون والرئيس",
    "zh": "3亿6000万 一月 百分之六十 国际货币基金组织",
}


def texts(language: str) -> st.SearchStrategy[str]:
    pieces = [*WORDS[language].split(), "", "İ", "—", "(14)", "\n"]
    return st.lists(st.sampled_from(pieces), max_size=12).map(" ".join)


def test_a_piece_is_worked_out_once_up_to_a_bound() -> None:
    asked: list[str] = []

    def measure(piece: str) -> int:
        asked.append(piece)
        return len(piece)

    known = Remembered(measure, most=2)
    assert [known[piece] for piece in ("a", "bb", "a", "ccc", "a")] == [1, 2, 1, 3, 1]
    assert asked == ["a", "bb", "ccc"]  # the third began it anew, and "a" was met again
    assert [known[piece] for piece in ("dddd", "a", "bb")] == [4, 1, 2]
    assert asked == ["a", "bb", "ccc", "dddd", "bb"]
    long = "x" * (LONGEST + 1)
    assert known[long] == known[long] == len(long)
    assert long not in known


def test_what_a_reading_comes_to_goes_with_it() -> None:
    lengths: list[int] = []

    @once
    def words(reading: Reading) -> int:
        lengths.append(len(reading))
        return len(reading)

    one, other = (Reading(joined("", [text])) for text in ("It rains.", "It rains again."))
    assert [words(one), words(other), words(one)] == [3, 4, 3]
    assert lengths == [3, 4]
    one.kept.clear()
    assert words(one) == 3
    assert lengths == [3, 4, 3]


def test_documents_scanned_together_come_to_what_each_does_alone() -> None:
    pairs = [
        ("The the school reopened on Monday.", "L'école a rouvert ses portes mardi."),
        ("Over 200 people came to the square.", "Plus de 2 000 personnes sont venues."),
        ("Nothing is wrong here.", None),
    ] * 40
    scanner = Scanner(detector for detector in DETECTORS if not detector.reads_tags)

    def readings() -> list[Reading]:
        return [Reading(joined("", [mt], [src], "fr")) for mt, src in pairs]

    together = list(scanner.scan_all(readings()))
    assert together == [scanner.scan(reading) for reading in readings()]
    assert [len(findings) > 0 for findings in together[:3]] == [True, True, False]


@given(st.sampled_from(sorted(WORDS)).flatmap(lambda code: st.tuples(st.just(code), texts(code))))
def test_pieces_tell_what_the_whole_text_does(case: tuple[str, str]) -> None:
    language, text = case
    if "İ" not in text:
        assert Told(text, language).mentions == mentions(text, language)
    words = lexicon(language)
    assert words is not None
    of_pieces = [
        quantity
        for start, end in stretches(text, words)
        for quantity in counted(text, list(parts_of(text, words, start, end)), words)
    ]
    assert of_pieces == counted(text, list(parts_of(text, words, 0, len(text))), words)


def test_every_source_language_is_read_by_pieces() -> None:
    assert all(Told("1984", language).handles == {"1984"} for language in LANGUAGES)
