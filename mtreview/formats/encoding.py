"""Bytes to text and back: nothing is replaced, what cannot be read exactly is refused."""

import codecs
import difflib
import encodings.aliases

from mtreview.errors import ConfigError, InputError, MtreviewError

# UTF-32 LE begins with the two bytes of UTF-16 LE, so it is tried first.
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, ODT and EPUB are ZIP archives too)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh91AY&SY", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x7fELF", "an ELF program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS or PPT)"),
    (b"{\\rtf", "an RTF file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
# Codecs of Python itself: an edit in one place of such a text changes bytes elsewhere, or none
# is how a file is stored.
UNFIT = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"})


def decode(
    data: bytes, encoding: str | None = None, name: str = "the input"
) -> tuple[str, str, bytes]:
    """Return the text of `data`, the codec that reads it and its byte-order mark (b"" if none).

    Without `encoding` it is UTF-8, or what the byte-order mark says. Raises InputError where the
    bytes are not text, not in that encoding, or would not come back unchanged; ConfigError for an
    unknown encoding.
    """
    _refuse_magic(data, name)
    bom, marked = next(((b, c) for b, c in BOMS if data.startswith(b)), (b"", None))
    codec = _reconcile(codec_name(encoding) if encoding is not None else None, marked, name)
    if encoding is None and marked is None:
        _refuse_nul(data, name)
    try:
        text = data[len(bom) :].decode(codec)
    except UnicodeDecodeError as error:
        reason = _decode_error(data, error, encoding, marked, len(bom))
        raise InputError(f"{name} {reason}") from None
    except (UnicodeError, ValueError) as error:
        raise InputError(f"{name} cannot be read as {codec} ({error})") from None
    if "\0" in text:
        raise InputError(_nul_message(name, text.index("\0"), "character"))
    # Strict UTF-8 has one spelling a character; of the others, many read two spellings alike.
    if codec != "utf-8" and not _comes_back(text, codec, data[len(bom) :]):
        raise InputError(
            f"{name} would not come back unchanged from {codec}: convert it to UTF-8 first"
        )
    return text, codec, bom


def decode_declared(
    data: bytes, declared: str | None, encoding: str | None, name: str
) -> tuple[str, str, bytes]:
    """Decode a file that says itself in which encoding it is.

    The user's word goes before that, and so does a byte-order mark: programs that convert a file
    often forget what it declares.
    """
    if encoding is not None or not declared or any(data.startswith(bom) for bom, _ in BOMS):
        return decode(data, encoding, name)
    try:
        return decode(data, declared, name)
    except MtreviewError:
        raise InputError(
            f"{name} declares the encoding {declared} and is not: correct that, or say --encoding"
        ) from None


def encode(text: str, encoding: str, bom: bytes = b"", name: str = "the text") -> bytes:
    """Return `bom` and the bytes of `text`; raise InputError for what `encoding` cannot express."""
    try:
        return bom + text.encode(encoding)
    except UnicodeEncodeError as error:
        char = text[error.start]
        raise InputError(
            f"{name} cannot be written as {encoding}: it has no {char!r} (U+{ord(char):04X}), at "
            f"character {error.start}; change that edit, or convert the file to UTF-8 first"
        ) from None
    except UnicodeError as error:
        raise InputError(f"{name} cannot be written as {encoding} ({error})") from None


def head(data: bytes, most: int = 4096) -> str:
    """Return the first characters of a file, to tell what it is: as its byte-order mark says.

    Without one each byte is a character, so that bytes that are no text can be told by it too.
    """
    bom, codec = next(((b, c) for b, c in BOMS if data.startswith(b)), (b"", "latin-1"))
    return data[len(bom) : most].decode(codec, "replace")


def must_be_text(head: bytes, name: str) -> None:
    """Raise InputError if a file that begins with `head` is an image, an archive, a program."""
    _refuse_magic(head, name)
    _refuse_nul(head, name)


def codec_name(encoding: str) -> str:
    """Return Python's name of a text encoding; raise ConfigError that names the nearest."""
    try:
        info = codecs.lookup(encoding)
    except (LookupError, ValueError):
        known = sorted({*encodings.aliases.aliases, *encodings.aliases.aliases.values()})
        wanted = encoding.lower().replace("-", "_").replace(" ", "_")
        near = difflib.get_close_matches(wanted, known, 1)
        hint = f"did you mean {near[0].replace('_', '-')}?" if near else "try utf-8 or cp1252"
        raise ConfigError(f"unknown encoding {encoding!r}: {hint}") from None
    # The codecs from bytes to bytes (base64, zlib) and from text to text (rot13) share the table.
    is_text = getattr(info, "_is_text_encoding", True)
    name = info.name.removesuffix("-sig")  # the mark is kept apart
    if not is_text or name.replace("_", "-") in UNFIT:
        raise ConfigError(f"{encoding!r} is not an encoding of text files: try utf-8 or cp1252")
    return name


def _reconcile(codec: str | None, marked: str | None, name: str) -> str:
    """Return the codec to use, given the one asked for and the one that the mark says."""
    if codec is None or codec == marked:
        return marked or "utf-8"
    if marked is not None:
        if codec in ("utf-16", "utf-32") and marked.startswith(codec):
            return marked
        raise InputError(
            f"{name} begins with the byte-order mark of {marked}, which is not {codec}: "
            f"leave --encoding out or say --encoding {marked}"
        )
    if codec in ("utf-16", "utf-32"):
        raise InputError(
            f"{name} has no byte-order mark: say --encoding {codec}-le or --encoding {codec}-be"
        )
    return codec


def _comes_back(text: str, codec: str, data: bytes) -> bool:
    try:
        return text.encode(codec) == data
    except UnicodeError:
        return False


def _decode_error(
    data: bytes, error: UnicodeDecodeError, asked: str | None, marked: str | None, shift: int
) -> str:
    """Say which byte is wrong and which encodings to try."""
    at = error.start + shift
    where = f"byte 0x{data[at]:02x} at offset {at}"
    if marked is not None:
        return f"begins as {marked} but is not ({where}): it is damaged, save it again as UTF-8"
    if asked is not None and error.encoding != "utf-8":
        return f"is not {asked} ({where}): leave --encoding out for UTF-8, or name another"
    if not data[:at].isascii():
        return f"is UTF-8 only up to {where}: repair it there, or name its encoding with --encoding"
    return f"is not UTF-8 ({where}): name its encoding, e.g. --encoding {_guess(data)}"


def _guess(data: bytes) -> str:
    """Return an encoding worth trying; only a hint, so never used unasked."""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1 (or cp1251, shift_jis, gb18030)"
    return "cp1252 (or cp1250, cp1251, latin-1)"


def _refuse_magic(data: bytes, name: str) -> None:
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name} looks like {what}, not text: save its text and name that")


def _refuse_nul(data: bytes, name: str) -> None:
    """Refuse bytes with NULs, and recognise UTF-16 that lost its mark by where they are."""
    at = data.find(b"\0")
    if at < 0:
        return
    head = data[:1000]
    for first, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        # Latin text in UTF-16 has a NUL in nearly every second byte, and only there.
        if head[first::2].count(0) > len(head) // 4 and 0 not in head[1 - first :: 2]:
            raise InputError(
                f"{name} looks like UTF-16 without a byte-order mark: say --encoding {codec}"
            )
    raise InputError(_nul_message(name, at, "byte"))


def _nul_message(name: str, at: int, unit: str) -> str:
    return f"{name} is not text (a NUL at {unit} {at}): save its text as UTF-8 and name that"
