"""The pattern language of rule packs: what each construct takes, and how rewrites are filled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview.detectors.matching import Match
from mtreview.detectors.pattern import compile_pattern
from mtreview.detectors.rewriting import must_fit, rewrite
from mtreview.errors import ConfigError
from mtreview.model import Document, Segment, Span
from mtreview.tokens import Reading

CLASSES = {"fruit": frozenset({"apple", "pear", "plum"}), "day": frozenset({"monday", "friday"})}


def reading(text: str) -> Reading:
    return Reading(Document("t", text, (Segment(0, Span(0, len(text))),)))


def matched(pattern: str, text: str, template: str = "") -> tuple[str, str] | None:
    """The faulty text of the first match, and its rewrite."""
    compiled, read = compile_pattern(pattern, CLASSES), reading(text)
    for i, word in enumerate(read.lower):
        if word in compiled.trigger.words and (match := compiled.match(read, i)):
            return read.quote(match.first, match.last), rewrite(template, read, match)
    return None


def faulty(pattern: str, text: str) -> str | None:
    found = matched(pattern, text)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("ensure that", "They Ensure THAT it holds.", "Ensure THAT"),
        ("ensure that", "They ensure it.", None),
        ("the top|head of", "at the head of it", "the head of"),
        ("the top|head of", "at the foot of it", None),
        ("the old? king", "the king slept", "the king"),
        ("the old? king", "the old king slept", "the old king"),
        ("the old? king", "the young king slept", None),
        ("<give> up", "he gave up", "gave up"),
        ("<give> up", "given up", "given up"),
        ("<make|do> harm", "it did harm", "did harm"),
        ("<make|do> harm", "it made harm", "made harm"),
        ("<dog:NOUN> bark", "the dogs bark", "dogs bark"),
        ("<be:VBZ|VBP> closed", "they are closed", "are closed"),
        ("<be:VBZ|VBP> closed", "has been closed", None),
        ("<give>? up", "look up", "up"),
        ("a {fruit} tree", "a plum tree", "a plum tree"),
        ("a {fruit} tree", "a palm tree", None),
        ("take _ away", "take it away", "take it away"),
        ("take _ away", "take , away", None),
        ("take _2 away", "take away", "take away"),
        ("take _2 away", "take all this away", "take all this away"),
        ("take _2 away", "take all of this away", None),
        ("take _3!and|or away", "take bread and run away", None),
        ("take _3!and|or away", "take the bread away", "take the bread away"),
        ("[red] !wine", "red car", "red"),
        ("[red] !wine", "red wine", None),
        ("[red] !wine", "a car, red", "red"),
        ("!very [red]", "red car", "red"),
        ("!very [red]", "very red car", None),
        ("!<be> [red]", "it was red", None),
        ("!{fruit} [red]", "apple red", None),
        ("without {ing}", "without naming", "without naming"),
        ("without {ing}", "without a name", None),
        ("was {ed}", "was opened", "was opened"),
        ("allow to {base}", "allow to reduce", "allow to reduce"),
        ("allow to {base}", "allow to reduced", None),
        ("what {past} {part}", "what went seen", "what went seen"),
        ("since {num} years", "since 12 years", "since 12 years"),
        ("since {num} years", "since some years", None),
        ("forces {cap} armies", "forces Russian armies", "forces Russian armies"),
        ("forces {cap} armies", "forces russian armies", None),
        ("all {plural} here", "all houses here", "all houses here"),
        ("all {plural} here", "all this here", None),
        ("say {quote}", "say “yes”", "say “"),
        ("{start} [however]", "It fell. However it rose.", "However"),
        ("{start} [however]", "It however rose.", None),
        ("[at last] {end}", "He came at last.", "at last"),
        ("[at last] {end}", "he came at last", "at last"),
        ("[at last] {end}", "at last night's show", None),
        ("and [<give>] way", "and gave way", "gave"),
        ("[since] the|{num}|{end}", "since 12", "since"),
        ("[since] the|{num}|{end}", "ever since.", "since"),
        ("[since] the|{num}|{end}", "since then", None),
        ("red|{fruit} juice", "pear juice", "pear juice"),
        ("red|{fruit} juice", "red juice", "red juice"),
        ("the Hexagon", "in the Hexagon", "the Hexagon"),
        ("the Hexagon", "in the hexagon", None),
        ("of|<give> way", "giving way", "giving way"),
        (", [in fact] ,", "it is, in fact, so", "in fact"),
    ],
)
def test_matches(pattern: str, text: str, expected: str | None) -> None:
    assert faulty(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "template", "text", "expected"),
    [
        ("<ensure> that", "<assert> that", "he ensured that", "asserted that"),
        ("<ensure> that", "<assert> that", "she ensures that", "asserts that"),
        ("<put> in cause", "<give> it", "it has put in cause", "given it"),
        ("<put> in cause", "<give> it", "to put in cause", "give it"),
        ("<put> in cause", "<give> it", "he put in cause", "gave it"),
        ("[<be:VBZ|VBP>] closed", "<have> been", "are closed", "have been"),
        ("[<be:VBZ|VBP>] closed", "<have> been", "is closed", "has been"),
        ("<make> part of", "<be> part of", "they make part of", "are part of"),
        ("<make> part of", "<be> part of", "to make part of", "be part of"),
        ("[rests|rested] closed", "<remain>", "it rested closed", "remained"),
        ("<polemic:NOUN> over", "<controversy> over", "polemics over", "controversies over"),
        ("aged of {num} years", "aged $1", "aged of 45 years", "aged 45"),
        ("from {day} to {day}", "$1 to $2", "from Monday to Friday", "Monday to Friday"),
        ("a _2 forces", "forces $1", "a big old forces", "forces big old"),
        ("a _2 forces", "forces $1", "a forces", "forces"),
        ("capable [to {base}]", "of <$1:VBG>", "capable to run", "of running"),
        ("<finish> of {ing}", "<have> just <$1:VBN>", "it finishes of closing", "has just closed"),
        ("in fact", "indeed", "In fact it is", "Indeed"),
        ("in fact", "indeed", "IN FACT IT IS", "INDEED"),
        ("the [Hexagon]", "France", "the Hexagon", "France"),
        ("it stays so", "<be:VBD> so", "it stays so", "was so"),
        ("so to speak", "<say>", "so to speak", "say"),
        ("of the", "<say>", "of the", "say"),
    ],
)
def test_rewrites(pattern: str, template: str, text: str, expected: str) -> None:
    found = matched(pattern, text, template)
    assert found is not None
    assert found[1] == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "[]",
        "{num} {cap}",
        "_ _2",
        "word {nothing}",
        "word <xyzzyq>",
        "word <give:XX>",
        "word <give",
        "word a|_1",
        "word a?|b",
        "word a||b",
        "word $1",
        "[word",
        "word]",
        "]word[",
        "[a] [word]",
        "word? {num}",
        "!word",
        "word !{num}",
    ],
)
def test_a_bad_pattern_is_named(pattern: str) -> None:
    with pytest.raises(ConfigError, match="pattern"):
        compile_pattern(pattern, CLASSES)


@pytest.mark.parametrize("template", ["$2", "$0", "<$2:VBG>", "<say", "say>", "$"])
def test_a_bad_rewrite_is_named(template: str) -> None:
    with pytest.raises(ConfigError, match="rewrite"):
        must_fit(template, compile_pattern("{num} [word {num}]"))


def test_the_anchor_is_the_rarest_word() -> None:
    assert compile_pattern("of the summit of the state").trigger.words == {"summit"}
    assert compile_pattern("{fruit} of state", CLASSES).trigger.words == {"state"}
    assert compile_pattern("to up").trigger.words == {"to"}


def test_a_match_keeps_to_its_segment() -> None:
    text = "they ensure that it holds"
    segments = (Segment(0, Span(0, 11)), Segment(1, Span(12, len(text))))
    read = Reading(Document("t", text, segments))
    assert compile_pattern("ensure that").match(read, 1) is None
    assert compile_pattern("[ensure] {end}").match(read, 1) is not None


_PIECES = st.sampled_from(
    "the|of ensure ensure? <give> <be:VBZ|VBP>? {fruit} {num}|{end} _ _3 _2!the !of {start} {end} "
    "{cap} {quote} , that|{ing}".split()
)
_WORDS = st.sampled_from("the of ensure gave is plum 12 Paris “ , . that giving ensure".split())


@given(st.lists(_PIECES, min_size=1, max_size=7), st.lists(_WORDS, max_size=14))
def test_matches_lie_within_the_text(pieces: list[str], words: list[str]) -> None:
    try:
        compiled = compile_pattern(" ".join(pieces), CLASSES)
    except ConfigError:
        return
    read = reading(" ".join(words))
    for i in range(len(read)):
        match = compiled.match(read, i)
        if match is not None:
            assert_sound(match, read)
            assert isinstance(rewrite("<say> it", read, match), str)


def assert_sound(match: Match, read: Reading) -> None:
    assert 0 <= match.first < match.last <= len(read)
    assert match.captures[0][1] == match.first
    assert match.captures[-1][2] == match.last
    for (_, _, end), (_, start, _) in zip(match.captures, match.captures[1:], strict=False):
        assert end == start


@given(st.text(max_size=200))
def test_any_text_can_be_matched(text: str) -> None:
    read = reading(text)
    compiled = compile_pattern("_2 the|{num}? [ensure|a|, _3] {end}", CLASSES)
    for i in range(len(read)):
        match = compiled.match(read, i)
        assert match is None or 0 <= match.first < match.last <= len(read)
