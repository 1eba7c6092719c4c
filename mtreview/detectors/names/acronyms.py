"""An acronym that is introduced twice, by another one than its own, or never.

A translator of segments has forgotten which acronym was given, and makes one from the English words
or gives it again. One that is written with letters English lacks was never put into English.

    Faulty: The Federal Flood Agency (BHA) warned. The FFA advises caution.

    Instead: The Federal Flood Agency (BHA) warned. The BHA advises caution.

An acronym is introduced by the words before its bracket. A long text may introduce it again
after some pages, and one whose letters are those of the words passes. Missed: unknown acronyms in
plain letters, such as INSS.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.model import Severity
from mtreview.tokens import Reading

_LINKS = "(?:(?:(?:of|for|on|in|and) the|of|for|on|in|and|de|du|la) )?"
_INTRODUCED = re.compile(
    rf"(?P<the>\b[Tt]he )?(?P<words>\b[A-Z][\w’'-]+(?: {_LINKS}[A-Z][\w’'-]+)+)"
    r" \((?P<acronym>[A-Z]\w{0,3}[A-Z]\w{0,2})\)"
)
_SMALL = frozenset("of for the on and in de du la".split())
_NEAR = 3  # segments within which nobody has forgotten what an acronym means
_FOREIGN = re.compile(r"(?<![\w&-])(?=\w*[^\W\d_a-zA-Z])[^\W\d_]{3,8}(?![\w-])")
_KNOWN = frozenset("ÖVP FPÖ SPÖ ÖBB GRÜNE FÉIN ÁVILA".split())


@dataclass(frozen=True, slots=True)
class _Introduction:
    """Where an acronym is introduced: with the words, and with the article before them."""

    words: str
    acronym: str
    start: int
    article: int
    end: int
    segment: int


def twice(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Mark the second introduction of an acronym by the same words, not far from the first."""
    seen: dict[str, _Introduction] = {}
    introductions = list(_introductions(reading))
    bare = _without_article(reading, {found.acronym for found in introductions})
    for found in introductions:
        first = seen.get(found.acronym)
        seen[found.acronym] = found
        if not first or first.words != found.words or found.segment - first.segment > _NEAR:
            continue
        if _is_part(reading, found):
            continue
        the = "" if found.acronym in bare else reading.text[found.article : found.start]
        yield Hit(
            f"“{found.acronym}” was introduced before",
            at=(found.article, found.end),
            rewrites=(the + found.acronym,),
            related=((first.start, first.end),),
        )


def _without_article(reading: Reading, acronyms: set[str]) -> set[str]:
    """The acronyms that stand somewhere behind another word than "the"."""
    words, text = reading.words, reading.text
    return {
        words[i]
        for i in reading.among({acronym.lower() for acronym in acronyms})
        if words[i] in acronyms
        and i
        and text[reading.ends[i - 1] : reading.starts[i]] == " "
        and words[i - 1][-1].isalnum()
        and reading.lower[i - 1] != "the"
    }


def rival(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Mark an acronym made of the English words of something that has one already."""
    known: dict[str, _Introduction] = {}
    given = set()
    for found in _introductions(reading):
        given.add(found.acronym)
        if _is_of(found.acronym, found.words):
            continue
        for initials in _initials(found.words):
            known.setdefault(initials, found)
    words = reading.vocabulary
    made = {i: f for i, f in known.items() if i not in given and len(i) > 2 and i in words}
    for i in reading.among({initials.lower() for initials in made}):
        if (word := reading.words[i]) in made and reading.starts[i] > made[word].end:
            introduced = made[word]
            yield Hit(
                f"“{introduced.words}” was introduced as “{introduced.acronym}”",
                i,
                i + 1,
                rewrites=(introduced.acronym,),
                related=((introduced.start, introduced.end),),
            )


def foreign(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Mark the first use of an acronym in foreign letters that no bracket goes with."""
    candidates = {w for w in reading.vocabulary if _is_foreign(w)}
    if not candidates:
        return
    capitals = sum(map(str.isupper, filter(str.isalpha, reading.text)))
    if capitals * 3 > len(reading.text):
        return
    for i in reading.among({word.lower() for word in candidates}):
        word = reading.words[i]
        if word not in candidates:
            continue
        candidates.discard(word)
        if f"({word}" in reading.text or f"{word} (" in reading.text:
            continue
        beside = [*reading.words[max(0, i - 1) : i], *reading.words[i + 1 : i + 2]]
        if any(len(other) > 2 and other.isupper() for other in beside):
            continue  # a heading
        yield Hit(f"the acronym “{word}” means nothing to readers of English", i, i + 1)


def _is_foreign(word: str) -> bool:
    return (
        bool(_FOREIGN.fullmatch(word))
        and sum(map(str.islower, word)) <= 1
        and word[0].isupper()
        and word[-1].isupper()
        and word not in _KNOWN
        and all("A" <= c <= "ž" for c in word)
    )


def _is_part(reading: Reading, found: _Introduction) -> bool:
    """Whether the name is part of a list, of a byline or of a longer name."""
    before = reading.text[max(0, found.article - 6) : found.article]
    after = reading.text[found.end : found.end + 4]
    return bool(re.search(r"(?:U\.S\.|[,&]|\band) $", before) or re.match(r" [A-Z]|,? and", after))


def _introductions(reading: Reading) -> Iterator[_Introduction]:
    for segment, match in reading.matches(_INTRODUCED, (" (",)):
        yield _Introduction(
            match["words"].removeprefix("The "),
            match["acronym"],
            match.start("words") + 4 * match["words"].startswith("The "),
            match.start("the") if match["the"] else match.start("words"),
            match.end(),
            segment.index,
        )


def _is_of(acronym: str, words: str) -> bool:
    """Whether an acronym may be made of the English words, in whatever way."""
    letters, rest = words.lower(), iter(words.lower())
    return letters[0] == acronym[0].lower() and all(c.lower() in rest for c in acronym.rstrip("s"))


def _initials(words: str) -> set[str]:
    parts = words.split()
    return {
        "".join(word[0] for word in parts if word not in _SMALL),
        "".join(word[0] for word in parts).upper(),
    }


TWICE = Detector(
    rule="acronym-introduced-twice",
    page=__doc__,
    what="An acronym is introduced again.",
    category="Style/Inconsistent style",
    severity=Severity.MINOR,
    confidence=0.75,
    watch=Whole(signs=(" (",)),
    find=twice,
    flagged=(
        Flagged(
            "The National Fish Board (NFB) met.\n\nSo says ⟦the National Fish Board (NFB)⟧.",
            "the NFB",
        ),
        Flagged(
            "The Party of Free Farmers (PFF) won.\n\n⟦The Party of Free Farmers (PFF)⟧ is new.",
            "The PFF",
        ),
        Flagged(
            "The Rural Aid Fund (RAF) pays. Ask ⟦the Rural Aid Fund (RAF)⟧ or call RAF now.", "RAF"
        ),
        Flagged("Green Coast (GC) is poor. ⟦Green Coast (GC)⟧ needs help.", "GC"),
        Flagged(
            "The Regional Tax Office (OAR) met. ⟦The Regional Tax Office (OAR)⟧ paid.",
            "The OAR",
        ),
        Flagged(
            "They asked the Bank of Salt (BOS).\n\nThen ⟦the Bank of Salt (BOS)⟧ failed.", "the BOS"
        ),
    ),
    passing=(
        "The National Fish Board (NFB) met. The NFB is old.",
        "The National Fish Board (NFB) met. The National Farm Board (NFB) is another.",
        "The National Fish Board met. The National Fish Board (NFB) met again.",
        "Anna Berg (SPD) spoke. Then Anna Berg left.",
        "The fish (NFB) is old. The fish (NFB) is good.",
        "The Old Bridge (1904) fell. The Old Bridge (1904) was rebuilt.",
        "The National Fish Board (NFB) met. The National Tax Board (NTB) did not.",
        "The Fish Board (FB) met. He asked Anna, Eva, the Fish Board (FB) and others.",
        "",
    ),
    misses=(Missed("The fish board (NFB) met. ⟦The fish board (NFB)⟧ is old."),),
)

RIVAL = Detector(
    rule="second-acronym",
    page=__doc__,
    what="Something that has an acronym is given another.",
    category="Terminology/Inconsistent use of terminology",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Whole(signs=(" (",)),
    find=rival,
    flagged=(
        Flagged("The Federal Flood Agency (BHA) warned.\n\nThe ⟦FFA⟧ is calm.", "BHA"),
        Flagged("The Party of Free Farmers (PAL) won. ⟦PFF⟧ voters sang.", "PAL"),
        Flagged("The Bank of Salt (SBK) failed. The ⟦BOS⟧ had no money.", "SBK"),
        Flagged("The Office for Water and Woods (AEF) paid. The ⟦OWW⟧ is rich.", "AEF"),
        Flagged("The National Court for Ports (TNP) sat. An ⟦NCP⟧ judge left.", "TNP"),
    ),
    passing=(
        "The Federal Flood Agency (FFA) warned. The FFA is calm.",
        "The Federal Flood Agency (BHA) warned. The BHA is calm.",
        "He sent a Request for Proposals (RFPs). The RFP is long.",
        "The FFA is calm. The Federal Flood Agency (BHA) warned.",
        "The Federal Flood Agency (BHA) and the Farm Fund of Alma (FFA) met. The FFA is calm.",
        "The Federal Flood Agency warned. The FFA is calm.",
        "Anna Berg (SPD) spoke. The AB line is shut.",
        "The Bank of Salt (SBK) failed. The boss left.",
        "",
    ),
    misses=(Missed("The Federal Flood Agency (BHA) warned. The ⟦BHU⟧ is calm."),),
)

FOREIGN = Detector(
    rule="foreign-acronym",
    page=__doc__,
    what="An acronym in letters that English lacks was never introduced.",
    category="Terminology/Wrong term",
    severity=Severity.MINOR,
    confidence=0.6,
    watch=Whole(word=_is_foreign),
    find=foreign,
    flagged=(
        Flagged("Samples were taken by ⟦WIOŚ⟧ on Monday.", None),
        Flagged("The ⟦ČEZ⟧ plant is shut.", None),
        Flagged("He worked for the ⟦BÖD⟧ before.", None),
        Flagged("The ⟦ŻZPR⟧ voted. The ŻZPR lost.", None),
        Flagged("A man from ⟦TÜV⟧ came.", None),
    ),
    passing=(
        "The provincial inspectorate (WIOŚ) took samples. WIOŚ is slow.",
        "WIOŚ (the provincial inspectorate) took samples.",
        "The ÖVP lost.",
        "NATO and the EU met.",
        "The café and the École met.",
        "DÉJÀ VU AT THE PORT",
        "He read “Ödön”.",
        "",
    ),
    misses=(Missed("Samples were taken by ⟦GIOS⟧ on Monday."),),
)
