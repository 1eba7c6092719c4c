import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview.segment import paragraphs, split

# A bar marks each expected boundary; the whitespace beside it belongs to no segment.
CASES = [
    # titles, initials, abbreviations
    "Mr. Tokayev left. |The rest stayed.",
    "Mr. and Mrs. Smith met Dr. Jones, Prof. Li and Gen. Grant. |They talked.",
    "GEN. SMITH SPOKE TO MR. JONES. |NOBODY HEARD.",
    "J. K. Rowling and George W. Bush met. |J.R.R. Tolkien did not.",
    "W. A. Mozart played.",
    "The U.S. President came.",
    "He lives in the U.S. |The president knows.",
    "The U.N. Security Council met at 5 p.m. Monday.",
    "It opened at 9 a.m. |He was late.",
    "Acme Inc. |In 2019 it grew.",
    "Acme Inc. Chairman Bob Stone resigned.",
    "Martin Luther King Jr. Memorial Library",
    "We met on Jan. 5 in St. Louis, Mo. |We left in Feb. |It rained.",
    "Pets, e.g. Cats, i.e. Felines, are fine, cf. Smith et al. Later work agrees.",
    "Smith vs. Jones, Roe v. Wade and Fig. 3 of vol. IV.",
    "See No. 5 and p. 12. |He said no. |Nobody asked.",
    "They sold apples, pears, etc. |Nobody bought.",
    "They sold apples, etc. and left.",
    "Yahoo! News wrote it. |Do you Yahoo!? |Yes.",
    "The Brig.-Gen. Francis Barlow led.",
    "The accounts, the IDA's. |I ask you.",
    # numbers, names of sites and files
    "It costs 3.5 million in version 1.2.3. |Then 1,000.50 more.",
    "It happened in 1999. |Five years passed. |It was 2004. |6 people came.",
    "It grew by 3. 5 million.",
    "Booking.com and amazon.co.uk sell it. |Open report.pdf now.",
    "Use .NET on the .gov domain.",
    "Write to bob@example.com. |She reads it.",
    "See https://example.com/a.B?c=d.E for more.",
    # ellipses and runs of stops
    "Well... I think so. |It ended... |The rest is silence.",
    "He paused … and went on. |It is over… |Nobody came.",
    "Something . . . and nothing . . . |The rest stayed.",
    "What?! |No way!!! |Really?? |Yes.",
    # quotation marks and brackets
    "“It is the end.” |Then he left.",
    '"It is the end." |Then he left. |"Fine!" |The end.',
    "(It was.) |Next. |‘The end.’ |“Next one.”",
    "“Is it?” he said. |“Is it!” cried Mary.",
    "“Is it?” Mr. Brown asked. |“No!” I said.",
    "“Is it?” |Mr. Brown left.",
    "“One. |Two.” |Three.",
    "He called it “The U.S. Army” (Inc. and all) yesterday.",
    "Er sagte: „Komm.“ |Dann ging er. |»Gut.« |Sie blieb.",
    "Il dit : « Oui. » |Elle part. |« Non\u00a0! » |Il reste.",
    "It is known.[12] |Others differ.[3][4] |So it goes.",
    "**Bold.** |_Next._ |Plain.",
    "The last word.) |Next.",
    # small letters
    "He left. |and then he came. |It said approx. two. |E.g. Five.",
    "He came.. |Then he left.",
    "It is stored in approx. two places (incl. this).",
    "i know. |call me later. |max is out.",
    "Read more. |http://example.com/a",
    "He uses it. |iPhone sales fell.",
    # markers
    "1. The first. |2. The second.",
    "a. The first item.",
    "IV. The fourth chapter.",
    "We need: a) bread. |b) Milk.",
    # a missing space
    "It is the end.|The next one begins.",
    "It is the end.|“The next one” begins.",
    "Did he come?|Yes, he did.",
    "Share it (in the comments).|You read it.",
    "See example.Com or node.Js for System.Out and Booking.com.",
    "Ask vs.The rest.",
    # other languages
    "他来了。|“你好！”|他说。|我走了。",
    "「行け！」と言った。|彼は行った。",
    "هل أنت هنا؟ |نعم. |أنا هنا.",
    "यह है। |वह है।",
    "Am 3. Oktober kam Hr. Müller, z. B. Montag, z.B. Dienstag, am 19. Jahrhundert. |Gut.",
    "M. Macron et Mme Royal sont venus. |Le Dr. Roux aussi.",
    "El Sr. López y la Sra. Ruiz, p. ej. Juan. |¿Qué? |¡Sí! |Bueno.",
    "გამარჯობა. |როგორ ხარ?",
    # invisible characters
    "Mr.\u00a0Tokayev left.\u00a0|The rest\u2060 stayed.\u2060 |Next.",
    "“One.\u2060” |Two.\u200b |Three.",
    "April 12th.\u2060—In the morning we left.",
    # whitespace and nothing
    "  One.  |Two.  ",
    "One!",
    "No stop",
    "...",
    # newlines
    "A headline\n|Text of it.\n\n|Leave a Comment",
    "One.\n|Two.\r\n|Three.\r|Four.\u2028|Five.\u2029|Six.\x85|Seven.",
    "apples\n|pears\n|milk",
    "- one item\n|- another item\n|* third\n|• fourth\n|1. fifth\n|a) sixth",
    "Crisis in Kazakhstan: more than 450 arrests for terrorism and mass unrest\n"
    "|Kazakhstan announced on Saturday that it had arrested more than 450 people for terrorism and "
    "mass unrest after deadly riots rocked the country.",
    "It was inevitable that the great majority of them bear their burdens\n"
    "- and the burdens of others - with a courage that nobody had expected\n"
    "of them in those days.",
    "The authorities announced on Saturday that they had\narrested 450 people.",
    "The authorities announced on Saturday, through the\nPresident, that it was over.",
    "The meeting, which was long and tiring for all who came, ended when Mr.\n"
    "Tokayev left. |The others stayed on for another hour in the company of\n"
    "President Macron and Chancellor Scholz, who were there at that time,\n"
    "and then left.\n\n"
    "|A second paragraph names the deployment of the forces and President\nTokayev again.",
    "The company shall provide all of the following:\n|the first thing that it owns;\n|the rest.",
]


def marked(case: str) -> tuple[str, list[str]]:
    return case.replace("|", ""), [part.strip() for part in case.split("|")]


@pytest.mark.parametrize("case", CASES)
def test_boundaries(case: str) -> None:
    text, expected = marked(case)
    assert [text[start:end] for start, end in split(text)] == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028\t\u00a0"])
def test_nothing_has_no_segment(text: str) -> None:
    assert split(text) == []
    assert paragraphs(text) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_blank_lines_end_paragraphs(newline: str) -> None:
    text = newline.join([" one", "two", "", " \t", "three "])
    expected = [f"one{newline}two", "three"]
    assert [text[start:end] for start, end in paragraphs(text)] == expected


def test_a_paragraph_separator_ends_a_paragraph() -> None:
    assert paragraphs("one\u2029two\fthree\nfour") == [(0, 3), (4, 7), (8, 18)]


def test_a_region_is_split_as_if_it_were_alone() -> None:
    text = "Mr. Smith. No. 5. The end.The next"
    assert split(text, 3, 17) == [(4, 10), (11, 17)]
    assert split(text, -8) == [(26, 34)]
    assert split(text, 30, 10) == []


PIECES = st.sampled_from(
    'Mr. U.S. word The he said . ! ? ... … 。 ” “ " ) ( 1 a) é Ж نعم 😀 [1]'.split()
    + "- |long enough to be a wrapped line of text, or nearly so| | | |\n|\r\n|\n\n|\u2028|\u2029|"
    "\u2060|\u00a0|\u200b".split("|")
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@given(TEXTS)
def test_spans_cover_all_that_is_visible_in_order(text: str) -> None:
    for spans in (split(text), paragraphs(text)):
        previous = 0
        for start, end in spans:
            assert previous <= start < end <= len(text)
            assert not text[previous:start].strip()
            assert text[start:end] == text[start:end].strip()
            previous = end
        assert not text[previous:].strip()


@given(TEXTS, TEXTS, TEXTS)
def test_what_lies_outside_a_region_does_not_matter(before: str, text: str, after: str) -> None:
    shift = len(before)
    whole = before + text + after
    for function in (split, paragraphs):
        expected = [(start + shift, end + shift) for start, end in function(text)]
        assert function(whole, shift, shift + len(text)) == expected


@given(TEXTS)
def test_a_segment_lies_within_a_paragraph(text: str) -> None:
    spans = paragraphs(text)
    for start, end in split(text):
        assert any(first <= start and end <= last for first, last in spans)


HOSTILE = [
    "x",
    ".",
    ". ",
    '."',
    "a.",
    "Mr. ",
    "A. ",
    "他。",
    ". (",
    "“",
    "end.The",
    "[1]",
    " ",
    "\n",
]
HOSTILE += ['?" A b ', "x\n", ".\u2060", "1. ", "a.B", ". . ", "U.S. The "]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.perf_counter()
        split(text)
        return time.perf_counter() - began

    short, long = min(seconds(50_000) for _ in range(3)), seconds(200_000)
    assert long < 12 * short + 0.1  # four times the text; quadratic time would be sixteen
