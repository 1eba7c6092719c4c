"""The name of the site or the agency hangs on the headline, or a label before it.

The title of a web page ends in the site's name behind a bar or a dash, and the agency's name stands
in an element of its own beside the headline. Text taken from the page runs them together; so it
does with a label (REPORTAGE) or the place of a report, set in capitals before the first word.

    Faulty: Council votes to close the pool | Olmeda Daily News
    Faulty: The Senate adopts the reform after a long strikeALP
    Faulty: REPORTAGEThe village that waits for its bridge

    Instead: Council votes to close the pool
    Instead: The Senate adopts the reform after a long strike
    Instead: The village that waits for its bridge

Behind a dash a name counts only if a word in it says that it is a paper's, a station's or a site's
(Gazette, Zeitung, .com), as a headline may end in who said it ("Bridge to close - mayor"). A
document of one segment beside its source is no page, and passes. Missed: such names without a sign,
and names behind a colon or a full stop.
"""

import re
from collections import Counter
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.lexicon import is_word
from mtreview.detectors.page.drop_cap import FIRST, openings
from mtreview.detectors.page.lines import is_row
from mtreview.detectors.page.page_credits import AGENCIES
from mtreview.model import Severity
from mtreview.tokens import Reading

_LONGEST = 220
_MOST_WORDS = 6  # of a name
_HEAD_WORDS = 3  # of a headline
_LEAST = 3
_SMALL = frozenset(
    "a al and da de del della der des di do dos du e el et for in la las le les of on the und van "
    "von y".split()
)
# What papers, stations and sites are called in the languages that news is translated from.
_MEDIA = frozenset(
    "24 agence agencia agency agenzia agência allgemeine anzeiger blatt blog bote "
    "channel chronicle corriere correio correo courant courier courrier daily dagblad depesche "
    "diario diário dziennik dépêche echo país estado express expresso figaro fm folha gaceta "
    "gazeta gazetta gazette gazzetta giornale guardian heraldo herald hoje independent info inform "
    "izvestia jornal journal komsomolskaya kommersant krant kurier lenta magazine mail matin "
    "mattino mercury merkur messaggero mirror monde mundo nachrichten news newspaper nieuws "
    "noticias notizie notícias nouvelles novaya novosti observador observer online parisien portal "
    "post pravda prensa press presse público quotidiano radio república repubblica resto "
    "review rundschau rzeczpospolita site soir spiegel stampa standard star sun tageblatt tagblatt "
    "tageszeitung telegraaf telegraph telewizja tidende times today tribuna tribune tv tygodnik "
    "vanguardia vedomosti vesti voix volkskrant voz wiadomości wyborcza zeitung".split()
)
_DOMAIN = re.compile(r"\.(?:[a-z]{2}|com|org|net|info|news|online|tv|press|media|today)\b", re.I)
_BARRED = re.compile(r"\s+(?P<mark>\|{1,2}|[-–—»«•·]|::)\s+(?P<name>[^|«»]{2,60})\Z")
_BARS = frozenset("|-–—»«•·:")
_BRACKETED = re.compile(r"\s*[(\[](\w{2,11})[)\]]\Z")
_TAIL = re.compile(r"(?P<word>[^\W\d_]*[a-zß-öø-ÿ])(?P<name>[A-ZÀ-Þ][\w.’'-]*(?: [^\s|]+){0,5})\Z")
_GLUED = re.compile("[a-zß-öø-ÿ][A-ZÀ-Þ]|[A-ZÀ-Þ]{3}[A-ZÀ-Þ]*[a-zß-öø-ÿ]")
_CAPITALS = re.compile(r"(?P<label>[A-ZÀ-Þ]{4,})(?P<word>[A-ZÀ-Þ][a-zß-öø-ÿ]+)")
_LABELLED = re.compile(
    r"(?P<label>Reportage|Interview|Analysis|Portrait|Exclusive|Investigation|Video|Opinion|"
    r"Editorial|Testimony|Update|Live)(?P<word>[A-ZÀ-Þ][a-zß-öø-ÿ]+)"
)
_LABELS = frozenset(
    "REPORTAGE INTERVIEW DECRYPTION DECODING INVESTIGATION PORTRAIT VIDEO LIVE DIRECT TESTIMONY "
    "TESTIMONIES STORY MAP MAPS INFOGRAPHIC INFOGRAPHICS TRIBUNE EDITORIAL".split()
)
_DOTTED = re.compile(rf"(?:{'|'.join(sorted(_LABELS))})(?:\.| [-–—|]) (?=[A-ZÀ-Þ“\"«])")


def _may_part(word: str) -> bool:
    """Whether a word, or a mark, may stand where the headline and what is not of it meet."""
    return word in _BARS or word in ")]" or word in _LABELS or bool(_GLUED.search(word))


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look at the end of the first line, and at the first word of each paragraph."""
    segments = reading.document.segments
    if not segments or is_row(reading):
        return
    yield from _at_head(reading)
    start = segments[0].span.start
    end = min((n for sign in "\n\r" if (n := reading.text.find(sign, start)) >= 0), default=-1)
    end = end if end >= 0 else segments[-1].span.end
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    if 0 < end - start <= _LONGEST and (at := _tail(reading.text, start, end)):
        name = reading.text[at:end].strip(" |-–—»«•·:")
        yield Hit(f"“{name}” names the page's source and is no part of the headline",
                  at=(at, end), rewrites=("",))  # fmt: skip


def _tail(text: str, start: int, end: int) -> int:
    """Where what does not belong to the headline begins; 0 where all of it does."""
    line = text[start:end]
    if line[-1] in ")]" and (found := _BRACKETED.search(line)) and found[1].lower() in AGENCIES:
        return start + found.start()
    if not _BARS.isdisjoint(line) and (found := _BARRED.search(line)):
        head, name = line[: found.start()].split(), found["name"]
        known = _is_name(name) and ("|" in found["mark"] or _is_medium(name))
        if not known or len(head) < _HEAD_WORDS:
            return 0
        at = start + found.start()
        return _tail(text, start, at) or at
    for found in re.finditer(r"[^\W\d_]+", line):
        tail = _TAIL.match(line, found.start())
        if tail and _is_glued(tail["word"], tail["name"], line):
            return start + tail.start("name")
    return 0


def _is_glued(word: str, name: str, line: str) -> bool:
    """Whether a name that is glued to a word ends the headline."""
    if len(word) < _LEAST or len(line.split()) <= _HEAD_WORDS:
        return False
    if not is_word(word.lower()):  # a name: only what is surely a source is glued to it
        return name.lower() in AGENCIES or (" " in name and _is_name(name) and _is_medium(name))
    if " " not in name:
        capitals = name.isupper() and name.isalpha() and _LEAST <= len(name) <= _MOST_WORDS
        return capitals or name.lower() in AGENCIES or bool(_DOMAIN.search(name))
    return _is_name(name) and (word.islower() or _is_medium(name))


def _is_name(name: str) -> bool:
    words = name.split()
    known = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
    medium = bool(_DOMAIN.search(name))
    return len(words) <= _MOST_WORDS and (medium or (known and name[-1].isalnum()))


def _is_medium(name: str) -> bool:
    """Whether a word of the name says that it is a paper's, a station's or a site's."""
    words = [part for word in name.lower().split() for part in (word, *word.split("-"))]
    named = len(words) > 1 and not _MEDIA.isdisjoint(words)
    return named or bool(_DOMAIN.search(name)) or any(w.endswith("zeitung") for w in words)


def _at_head(reading: Reading) -> Iterator[Hit]:
    counts: Counter[str] | None = None
    for i in openings(reading):
        word, start = reading.words[i], reading.starts[i]
        if len(word) > _LEAST and word[:_LEAST].isupper() and not word.isupper():
            found = _CAPITALS.fullmatch(word)
        elif word[0] in "REIALPTUV" and not word.islower():
            found = _LABELLED.fullmatch(word) or _DOTTED.match(reading.text, start)
        else:
            continue
        if not found:
            continue
        counts = Counter(reading.words) if counts is None else counts
        if counts[word] > 1:
            continue
        end = found.end("label") + start if "label" in found.groupdict() else found.end()
        low = (found.groupdict().get("word") or "the").lower()
        if low in FIRST or (len(low) > _LEAST and is_word(low)):
            label = reading.text[start:end].strip()
            yield Hit(f"“{label}” is a label or a place of the page, and no part of the text",
                      at=(start, end), rewrites=("",))  # fmt: skip


DETECTOR = Detector(
    rule="headline-source",
    page=__doc__,
    category="Design and markup",
    severity=Severity.MINOR,
    confidence=0.93,
    watch=Whole(word=_may_part),
    find=find,
    flagged=(
        Flagged("Council votes to close the pool⟦ | Olmeda Daily⟧\n\nIt will close.", ""),
        Flagged("Council votes to close the pool⟦ - Gazeta de Olmeda⟧\n\nIt will close.", ""),
        Flagged("Council votes to close the pool⟦ — Olmeda.info⟧\n\nIt will close.", ""),
        Flagged("Council votes to close the pool⟦ – Westtal-Zeitung⟧\n\nIt will close.", ""),
        Flagged("Council votes to close the pool⟦AFP⟧\n\nIt will close.", ""),
        Flagged("Council votes to close the pools⟦Diario de Olmeda⟧\n\nMore.", ""),
        Flagged("Council votes to close the pool⟦Reuters⟧\n\nIt will close.", ""),
        Flagged("Council votes to close the pool⟦ (AFP)⟧\n\nIt will close.", ""),
        Flagged("Council votes to close the pool of Olmeda⟦La Voz del Norte⟧\n\nMore.", ""),
        Flagged("⟦REPORTAGE⟧The pool that nobody wants\n\nIt will close.", ""),
        Flagged("The pool\n\n⟦OLMEDA⟧Thousands came on Monday to swim.", ""),
        Flagged("⟦VIDEO - ⟧The pool that nobody wants\n\nIt will close.", ""),
        Flagged("Council votes to close the pool⟦ | Olmeda Daily | News⟧\n\nMore.", ""),
        Flagged("⟦INTERVIEW. ⟧“The pool will close”\n\nIt will close.", ""),
        Flagged("⟦Portrait⟧The man who swam\n\nHe is old.", ""),
    ),
    faithful=(
        (
            "Council votes to close the pool | Olmeda Daily News",
            "El consejo vota cerrar la piscina | Diario de Olmeda",
        ),
    ),
    passing=(
        "Bridge to close in May - mayor\n\nIt will close.",
        "Bridge to close in May – report\n\nIt will close.",
        "Opinion | The king is dead\n\nHe died.",
        "Council votes to fly with easyJet\n\nIt voted.",
        "They met on LinkedIn\n\nThey did.",
        "Strike hits Deutsche Bahn and BBC\n\nIt began.",
        "UNESCO lists the old town\n\nIt is old.",
        "Priest cuts a ribbon held by SpongeBob and Teenage Mutants\n\nHe did.",
        "MPs vote on Monday. ATMs are down.",
        "USAToday is a paper. JPMorgan is a bank.",
        "Novak - Ruiz\n\nThey met.",
        "Minister quits – Olmeda in shock\n\nHe quit.",
        "The council met. It voted | or so it said.",
        "",
    ),
    misses=(
        Missed("Council votes to close the pool⟦ – Olmeda Now⟧\n\nIt will close."),
        Missed("Council votes to close the pool⟦. Olmeda Daily⟧\n\nIt will close."),
    ),
)
