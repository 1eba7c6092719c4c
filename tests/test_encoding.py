import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview.errors import ConfigError, InputError
from mtreview.formats.encoding import BOMS, MAGIC, codec_name, decode, encode

READABLE = [
    (b"", None, "", "utf-8", b""),
    (b"caf\xc3\xa9\r\n", None, "café\r\n", "utf-8", b""),
    (b"\xef\xbb\xbfcaf\xc3\xa9", None, "café", "utf-8", codecs.BOM_UTF8),
    (b"\xef\xbb\xbfx", "utf-8", "x", "utf-8", codecs.BOM_UTF8),
    (b"\xef\xbb\xbfx", "utf-8-sig", "x", "utf-8", codecs.BOM_UTF8),
    (b"x", "UTF8", "x", "utf-8", b""),
    (b"\xff\xfee\x00\xe9\x00", None, "eé", "utf-16-le", codecs.BOM_UTF16_LE),
    (b"\xfe\xff\x00e\x00\xe9", None, "eé", "utf-16-be", codecs.BOM_UTF16_BE),
    (b"\xff\xfee\x00", "utf-16", "e", "utf-16-le", codecs.BOM_UTF16_LE),
    (b"\xff\xfee\x00", "utf-16-le", "e", "utf-16-le", codecs.BOM_UTF16_LE),
    (b"e\x00\xe9\x00", "utf-16-le", "eé", "utf-16-le", b""),
    (b"\xff\xfe\x00\x00e\x00\x00\x00", None, "e", "utf-32-le", codecs.BOM_UTF32_LE),
    (b"\x00\x00\xfe\xff\x00\x00\x00e", None, "e", "utf-32-be", codecs.BOM_UTF32_BE),
    (b"caf\xe9 \x93x\x94", "cp1252", "café “x”", "cp1252", b""),
    (b"caf\xe9", "latin1", "café", "iso8859-1", b""),
    ("日本語".encode("shift_jis"), "shift_jis", "日本語", "shift_jis", b""),
    (b"one\rtwo\r\nthree\nfour\x85", "latin-1", "one\rtwo\r\nthree\nfour\x85", "iso8859-1", b""),
]

REFUSED = [
    (b"abc caf\xe9 x", None, r"a.txt is not UTF-8 \(byte 0xe9 at offset 7\): .*--encoding cp1252"),
    (b"\x81\xff", None, r"is not UTF-8 \(byte 0x81 at offset 0\): .*--encoding latin-1"),
    ("café".encode() + b" caf\xe9", None, "is UTF-8 only up to byte 0xe9 at offset 9: repair it"),
    (b"\xef\xbb\xbfcaf\xe9", None, r"begins as utf-8 but is not \(byte 0xe9 at offset 6\)"),
    (b"\xff\xfee\x00\x00", None, "begins as utf-16-le but is not"),
    (b"caf\xe9", "utf-8", r"is not UTF-8 \(byte 0xe9 at offset 3\): .*--encoding cp1252"),
    (b"caf\xe9", "ascii", "is not ascii"),
    (b"\x81", "cp1252", "is not cp1252"),
    (b"\xff\xfee\x00", "cp1252", "byte-order mark of utf-16-le, which is not cp1252"),
    (b"\xff\xfee\x00", "utf-16-be", "byte-order mark of utf-16-le, which is not utf-16-be"),
    (b"e\x00", "utf-16", "say --encoding utf-16-le or --encoding utf-16-be"),
    ("Some text, é.".encode("utf-16-le"), None, "byte-order mark: say --encoding utf-16-le"),
    ("Some text, é.".encode("utf-16-be"), None, "byte-order mark: say --encoding utf-16-be"),
    (b"ab\x00c", None, "is not text .a NUL at byte 2"),
    (b"ab\x00c", "latin-1", "is not text .a NUL at character 2"),
    (b"+AGE-", "utf-7", "would not come back unchanged from utf-7"),
    (b"a\x1b$B\x1b(Ba", "iso2022_jp", "would not come back unchanged"),
    (b"\xed\xa0\x80", None, "is not UTF-8"),
    (b"\xc0\xaf", None, "is not UTF-8"),
]


@pytest.mark.parametrize(("data", "asked", "text", "codec", "bom"), READABLE)
def test_bytes_are_read_and_come_back(
    data: bytes, asked: str | None, text: str, codec: str, bom: bytes
) -> None:
    assert decode(data, asked) == (text, codec, bom)
    assert encode(text, codec, bom) == data


@pytest.mark.parametrize(("data", "asked", "message"), REFUSED)
def test_what_is_not_that_text_is_refused_in_one_line(
    data: bytes, asked: str | None, message: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        decode(data, asked, "a.txt")
    assert str(caught.value).startswith("a.txt ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("magic", "what"), MAGIC)
@pytest.mark.parametrize("asked", [None, "latin-1", "utf-8"])
def test_known_binary_files_are_named(magic: bytes, what: str, asked: str | None) -> None:
    with pytest.raises(InputError) as caught:
        decode(magic + b" and more", asked, "x.bin")
    assert str(caught.value).startswith(f"x.bin looks like {what}, not text")


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("utf8x", "utf8"),
        ("cp-1252", "cp1252"),
        ("windos-1252", "windows-1252"),
        ("shiftjs", "shiftjis"),
        ("", "try utf-8"),
        ("\0", "try utf-8"),
        ("qqqqqqqq", "try utf-8"),
        ("base64", "is not an encoding of text files"),
        ("rot13", "is not an encoding of text files"),
        ("punycode", "is not an encoding of text files"),
        ("unicode_escape", "is not an encoding of text files"),
        ("undefined", "is not an encoding of text files"),
    ],
)
def test_an_unknown_encoding_names_the_nearest(asked: str, hint: str) -> None:
    with pytest.raises(ConfigError, match=hint) as caught:
        codec_name(asked)
    assert "\n" not in str(caught.value)


def test_a_character_that_cannot_be_written_is_named() -> None:
    with pytest.raises(InputError, match=r"b.txt cannot .* cp1252: it has no 'ł' \(U\+0142\), at "):
        encode("a ł", "cp1252", b"", "b.txt")
    with pytest.raises(InputError, match=r"U\+D800"):
        encode("\ud800", "utf-8")


@given(
    st.binary(max_size=60),
    st.sampled_from(
        [
            None,
            "utf-8",
            "cp1252",
            "utf-16",
            "utf-16-be",
            "shift_jis",
            "euc_jp",
            "gb18030",
            "big5",
            "utf-7",
            "iso2022_kr",
            "hz",
            "cp437",
        ]
    ),
    st.sampled_from([b"", *(bom for bom, _ in BOMS)]),
)
def test_reading_is_exact_or_refused(data: bytes, asked: str | None, bom: bytes) -> None:
    try:
        text, codec, mark = decode(bom + data, asked)
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert encode(text, codec, mark) == bom + data


@given(st.text(), st.sampled_from(BOMS))
def test_any_text_with_a_mark_comes_back(text: str, mark: tuple[bytes, str]) -> None:
    bom, codec = mark
    text = text.replace("\0", "").lstrip("\ufeff")
    data = encode(text, codec, bom)
    assert decode(data) == (text, codec, bom)
