"""Numbers and months are read in every language that a source may be in."""

import pytest

from mtreview.detectors import LANGUAGES
from mtreview.detectors.numbers.number_lexicon import lexicon, unit_of
from mtreview.detectors.numbers.quantities import months, quantities

NUMBERS = [
    ("en", "one and a half thousand", 1500),
    ("en", "half a million", 5e5),
    ("en", "one hundred and fifty thousand", 150e3),
    ("en", "$3.2bn", 3.2e9),
    ("fr", "quatre-vingt-dix-sept", 97),
    ("fr", "deux cent cinquante mille", 250e3),
    ("fr", "1 200", 1200),
    ("fr", "mille milliards", 1e12),
    ("de", "zweitausendfünfhundert", 2500),
    ("de", "zweiundzwanzig", 22),
    ("de", "4,6 Milliarden", 4.6e9),
    ("de", "1.250", 1250),
    ("nl", "drieëntwintig", 23),
    ("nl", "3,2 miljard", 3.2e9),
    ("it", "duecentocinquanta", 250),
    ("it", "un milione e mezzo", 1.5e6),
    ("es", "2.400 millones", 2.4e9),
    ("es", "treinta y dos", 32),
    ("pt", "três mil milhões", 3e9),
    ("pt", "mil e quinhentos", 1500),
    ("ru", "полутора тысяч", 1500),
    ("ru", "двадцать пять", 25),
    ("uk", "2,5 млн", 2.5e6),
    ("uk", "п’ятсот", 500),
    ("pl", "półtora tysiąca", 1500),
    ("pl", "dwadzieścia pięć", 25),
    ("zh", "3.2亿", 3.2e8),
    ("zh", "3亿6000万", 3.6e8),
    ("zh", "一千五百", 1500),
    ("zh", "10余万", 1e5),
    ("ar", "ثلاثة عشر", 13),
    ("ar", "مئتان وخمسون ألف", 250e3),
    ("ar", "١٢٫٥ مليون", 12.5e6),
]


@pytest.mark.parametrize(("language", "text", "value"), NUMBERS)
def test_a_number_is_read_whole(language: str, text: str, value: float) -> None:
    words = lexicon(language)
    assert words is not None
    assert [quantity.value for quantity in quantities(text, words)] == [pytest.approx(value)]


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_language_has_its_numbers_and_twelve_months(language: str) -> None:
    words = lexicon(language)
    assert words is not None
    assert words.months.groups == 12
    assert language == "zh" or {2.0, 10.0, 1e3, 1e6} <= set(words.values.values())


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("ru", "12 мая 2021", 5),
        ("ru", "3 марта", 3),
        ("pl", "12 września", 9),
        ("zh", "9月10日", 9),
        ("ar", "في 5 تشرين الأول", 10),
        ("de", "3. März", 3),
    ],
)
def test_a_month_is_known(language: str, text: str, month: int) -> None:
    words = lexicon(language)
    assert words is not None
    assert [found[0] for found in months(text, words)] == [month]


def test_two_numbers_share_a_scale_but_only_one_is_sure_of_it() -> None:
    words = lexicon("ru")
    assert words is not None
    read = {(quantity.value, quantity.sure) for quantity in quantities("2-3 млн", words)}
    assert (2e6, False) in read
    assert (3e6, True) in read


def test_dates_and_versions_are_no_decimals() -> None:
    words = lexicon("de")
    assert words is not None
    assert [q.value for q in quantities("am 5.9.2021", words)] == [5, 9, 2021]
    assert [q.value for q in quantities("am 5.5. in Köln", words)] == [5, 5]


def test_units_of_all_languages_are_one() -> None:
    assert {unit_of(word)[1] for word in (" km", " километров", "公里", " chilometri")} == {
        "kilometres"
    }
    assert unit_of(" euros")[:2] == ("money", "euros")
    assert unit_of(" people") == ("", "", 0)


def test_an_unknown_language_has_no_lexicon() -> None:
    assert lexicon("xx") is None
    assert lexicon("units") is None
