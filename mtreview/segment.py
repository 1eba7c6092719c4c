"""Text to segments: where each begins and ends, as offsets into the untouched text.

One regex finds every stop; small checks on its neighbours say whether a segment ends there. No
check looks further than a few words, so time is linear in the text, whatever the text is.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What they announce always follows: a name, an example. They never end a segment.
NEVER_LAST = _words("""
Mr Mrs Ms Mx Dr Drs Prof Gen Sen Rep Gov Lt Lieut Col Capt Cpt Sgt Cpl Pvt Maj Cmdr Comdr Adm Brig
Rev Hon Wm Chas Geo Supt Insp Messrs Pres Amb Atty Asst Mt Ft Ph Rs P.S PS v vs cf viz al e.g i.e eg
ie approx Approx E.g I.e Cf Vs esp ca Mme Mmes Mlle Mlles MM Mgr Hr Frl Sra Srta Dña Sig Dott
Dra z.B d.h u.a bzw ggf vgl p.ex ej""")
# They belong to a number ("No. 5", "p. 12"); before anything else they are a segment's last word.
BEFORE_NUMBER = _words("""
no nos nr núm p pp pg pág fig figs vol vols ch chap sec sect art arts par para eq op ver ex app tab
bk pt abs bd tel ext lat pop etc incl excl max min resp""")
# These end a segment if the next word is one of STARTERS: "in the U.S. The", "the U.S. President".
MAY_BE_LAST = _words("""
Inc Ltd Co Corp Cos Bros LLC Pty Plc Jr Sr Esq St Ave Blvd Rd Sq Dept Univ Assn Fr Str Ud Uds
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri
Ala Ariz Ark Calif Colo Conn Fla Ill Ind Kan Ky La Md Mich Minn Mo Mont Neb Nev Okla Ore Pa Penn
Tenn Tex Va Vt Wis Wyo""")
STARTERS = _words("""
A About After All Although Among An And Another Any Are As At Because Before Both But By Can Did Do
Does During Each Even For From He Her Here His How However I If In Is It Its Last Let Like Many
Meanwhile More Most My Neither No Not Now Of On Once One Only Our She Since So Some Still Such That
The Their Then There These They This Those Through Thus To Today Two Under Until Was We Well What
When Where Whether Which While Who Why With Yes Yet You Your""")
SPEECH = _words("""
said says asked asks cried replied answered exclaimed demanded inquired enquired shouted whispered
murmured muttered wondered called repeated added thought remarked""")
FILLERS = _words("and but er hmm oh or so uh um well")  # an ellipsis after one is a pause
AFTER_ORDINAL = _words("""
Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jahrhundert
Jahrhunderts""")  # German: "am 3. Oktober"
EXCLAIMED = _words("Yahoo Jeopardy")
SUFFIXES = _words("com org net edu gov info biz js py html php md txt pdf")
# A line that ends in one of these runs on, whatever the next line begins with.
DANGLING = _words(
    "a an and are as at by for from in is of on or than that the to was were which with"
)

_INVISIBLE = "\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufeff"
_UNSPACED = "。！？｡؟۔।॥։።፧။។"  # stops that need no space after them
_CLOSERS = rf"\"'”’»›“«)\]}}」』】）〉》*_{_INVISIBLE}"
_OPENERS = rf"\"'“‘«‹„‚”’»(\[{{「『【（〈《¿¡*_–—\-{_INVISIBLE}"
_BREAKS = r"\n\r\v\f\x85\u2028\u2029"
_STOPS = f".!?…‼⁇⁈⁉{_UNSPACED}"
_STOP = re.compile(  # possessive, so that a long run of stops is read once
    rf"([{_STOPS}][{_STOPS}{_CLOSERS}]*+(?:[ \xa0\u202f]»(?!\w))?(?:\[\d{{1,3}}\])*+)(\s*+)"
)
_NEXT = re.compile(rf"[\s{_OPENERS}]*+([^\W_]{{1,20}}|\S)")
_TAIL = re.compile(rf"[^\s/{_OPENERS}]*")
_MARKER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[IVXLC]{1,5})")
_BULLET = re.compile(r"(?:[-–—*•‣◦▪·]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s")
_DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+")
_NUMBER = re.compile(r"\d|[IVXLC]+\Z|[A-Z]\Z")
_PLAIN_WORD = re.compile(r"[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*")
_GLUED_WORD = re.compile(r"[“‘«(]?([^\W\d_]{2,20})(?=[\s,;:’']|[.!?]?(?:\s|\Z))")
_SPEAKER = re.compile(r"[^\W\d_]{1,15}(?:\.?\s+[^\W\d_]{1,15}){1,3}")


def split(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Half-open spans of the segments within text[start:end].

    Spans are ordered and disjoint, begin and end in a visible character, and together hold all
    that is not whitespace. A blank line ends a segment. So does a single newline, unless the line
    before it has 30 columns or more, the next is no item of a list, and

    - the lines are hard-wrapped, at 40 to 120 columns: in the block of lines, or else in the
      region, nearly every line is so full that the first word of the next would not have fitted,
      and so is this one; or
    - the line has no stop and runs on: the next begins in lower case, or the line ends in a comma
      or in a word like "of".
    """
    start, end, _ = slice(start, end).indices(len(text))
    region = text[start:end]  # what lies outside must not matter
    blocks = list(_blocks(region))
    width = _wrap_width(region, blocks)
    lines = (line for block in blocks for line in _unwrap(region, block, width))
    return [(start + a, start + b) for line in lines for a, b in _cut(region, *line)]


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Half-open spans of the paragraphs of text[start:end], which blank lines set apart."""
    start, end, _ = slice(start, end).indices(len(text))
    return [(start + block[0][0], start + block[-1][1]) for block in _blocks(text[start:end])]


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of lines with no blank line between them, each line without outer whitespace."""
    block: list[Span] = []
    for match in re.finditer(rf"\S[^{_BREAKS}]*", text):
        if block and _is_blank(text[block[-1][1] : match.start()]):
            yield block
            block = []
        block.append((match.start(), match.start() + len(match[0].rstrip())))
    if block:
        yield block


def _is_blank(gap: str) -> bool:
    """Whether the whitespace between two lines sets two paragraphs apart."""
    breaks = re.findall(rf"\r\n|[{_BREAKS}]", gap)
    return len(breaks) > 1 or breaks[0] in "\f\u2029"


def _wrap_width(text: str, blocks: list[list[Span]]) -> int:
    """The column at which these lines were wrapped, or 0 if they were not."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    lengths = sorted(last - first for (first, last), _ in pairs)
    width = lengths[-1 - len(lengths) // 20] if len(pairs) > 1 else 0  # a long URL is no evidence
    if not 40 <= width <= 120:
        return 0
    full = sum(_is_full(text, line, after, width) for line, after in pairs)
    return width if full >= 0.8 * len(pairs) else 0


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether the first word of the line after would not have fitted on this line."""
    length = line[1] - line[0]
    head = text[after[0] : min(after[1], after[0] + width)].split(None, 1)[0]
    return 2 * length >= width and length + 1 + len(head) > width


def _unwrap(text: str, block: list[Span], region_width: int) -> Iterator[Span]:
    """The lines of a block, with those joined that were one line before wrapping."""
    width = (_wrap_width(text, [block]) or region_width) if len(block) > 1 else 0
    first = block[0][0]
    for line, after in pairwise(block):
        if not _runs_on(text, line, after, width):
            yield first, line[1]
            first = after[0]
    yield first, block[-1][1]


def _runs_on(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether the newline between two lines is no more than a space."""
    if line[1] - line[0] < 30:
        return False
    tail = text[line[1] - 12 : line[1]]
    has_stop, is_item = tail[-1] in ".!?…:;", _BULLET.match(text, *after)
    if is_item and (has_stop or _BULLET.match(text, *line)):
        return False
    if width and _is_full(text, line, after, width):
        return True
    if has_stop or is_item:
        return False
    return _is_lower(text[after[0]]) or tail[-1] == "," or tail.split()[-1] in DANGLING


def _is_lower(char: str) -> bool:
    """Whether a capital was possible here and is not (Georgian has no title case)."""
    return char.title() != char


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The segments of one line, which is without outer whitespace."""
    for match in _STOP.finditer(text, start, end):
        last, after = match.span(2)
        if after == end:
            break
        if after == last:  # no space; a quotation mark may be the next segment's: 'end.“The'
            last = after = match.start() + len(match[1].rstrip("“«"))
            is_end = _is_glued_end(text, start, match.start(), after, end)
        else:
            is_end = _is_end(text, start, match, end)
        if is_end:
            yield start, last
            start = after
    yield start, end


def _is_end(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether the stop, which whitespace follows, ends the segment that began at start."""
    run, found = match[1], _NEXT.match(text, match.end(), end)
    if not found or found[1] in ",;:.!?…&/|=+<>~%)]}":
        return False
    word, tail = found[1], _tail(text, start, match.start())
    is_marker = len(word) == 1 and text.startswith(")", found.end())
    if word.islower() and _is_lower(word[0]) and not is_marker:
        return _is_careless_end(_is_lower(text[start]), run, tail, word)
    if run[0] in "!?":
        named = tail in EXCLAIMED and run == "!" and word not in STARTERS
        return not named and not _is_attribution(text, run, found.start(1), end)
    if run[0] != "." or not word[0].isalnum():
        return run[0] != "…" or tail.lower() not in FILLERS
    if run[1:2] == "." or text[max(start, match.start() - 2) : match.start()] == ". ":
        return word != "I" and tail.lower() not in FILLERS
    if match.start() - start <= 8 and _MARKER.fullmatch(text, start, match.start()):
        return False
    is_initial = len(word) == 1 and text.startswith(".", found.end())  # "W. A. Mozart"
    return not _is_abbreviation(tail, word, word in STARTERS and not is_initial)


def _tail(text: str, start: int, stop: int) -> str:
    """The last word before a stop, with its inner dots, at most 20 characters of it."""
    found = _TAIL.match(text[max(start, stop - 20) : stop][::-1])
    return found[0][::-1] if found else ""


def _is_careless_end(began_lower: bool, run: str, tail: str, word: str) -> bool:
    """Whether a stop before a small letter is an end all the same, as in careless web text."""
    if run not in (".", "!", "?") or not _PLAIN_WORD.fullmatch(tail):
        return False
    if word in ("http", "https", "www"):
        return True
    if len(tail) < 3 or any(tail in known for known in (BEFORE_NUMBER, NEVER_LAST, MAY_BE_LAST)):
        return False
    return began_lower or (run != "!" and word.capitalize() in STARTERS)


def _is_attribution(text: str, run: str, after: int, end: int) -> bool:
    """Whether a speaker follows the quoted question: “Is it?” Mr. Brown asked."""
    if not any(mark in run for mark in '"”’»'):
        return False
    names = _SPEAKER.match(text, after, end)
    return bool(names and any(word in SPEECH for word in names[0].split()[1:]))


def _is_abbreviation(tail: str, word: str, is_starter: bool) -> bool:
    """Whether a full stop belongs to the word before it, and so ends no segment."""
    if tail.isdigit():
        return word in AFTER_ORDINAL or (len(tail) < 4 and word[0].isdigit())
    if tail in NEVER_LAST or (tail.isupper() and len(tail) > 1 and tail.capitalize() in NEVER_LAST):
        return True
    if len(tail) == 1 and tail.islower() and len(word) == 1:
        return not is_starter  # "z. B.", "p. 5"
    if tail.lower() in BEFORE_NUMBER:
        return bool(_NUMBER.match(word))
    is_initial = len(tail) == 1 and tail.isalpha() and not tail.islower()
    return (is_initial or tail in MAY_BE_LAST or bool(_DOTTED.fullmatch(tail))) and not is_starter


def _is_glued_end(text: str, start: int, stop: int, after: int, end: int) -> bool:
    """Whether a stop with no space after it ends a segment all the same: "the end.The next"."""
    if text[stop] in _UNSPACED:
        return text[after] not in "，、と"
    if not (text[after].isupper() or text[after] in "“‘«("):
        return False
    found, before = _GLUED_WORD.match(text, after, end), text[max(start, stop - 21) : stop]
    if not found or not before or len(before := before.rsplit(None, 1)[-1]) > 20:
        return False
    word, before = found[1], before.lstrip("\"'“‘«(").rstrip(")”’»")
    if not _PLAIN_WORD.fullmatch(before) or not word.istitle() or word.lower() in SUFFIXES:
        return False
    return (before.islower() or word in STARTERS) and before not in NEVER_LAST
