"""The acronym of a body or a thing in the language of the source, where English has its own.

Engines copy acronyms as they copy names, though many are translated like any word.

    Faulty: The ONU sent two observers. The OTAN summit opens on Tuesday. The PIB fell by 2%.

    Instead: The UN sent two observers. The NATO summit opens on Tuesday. The GDP fell by 2%.

The source's language must be known. An acronym that the text explains passes, but for one in
brackets behind the very words that the English one is made of ("the European Central Bank (BCE)").
Missed: acronyms of national bodies, which English keeps or explains.
"""

import re
from collections.abc import Iterator, Mapping

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.wording import capital_like
from mtreview.model import Severity
from mtreview.tokens import Reading

# Acronym of the source=English one, by language; the Romance ones share most.
_ROMANCE = """
OMS=WHO FMI=IMF BCE=ECB ONU=UN UE=EU OMC=WTO OIT=ILO OIM=IOM ONG=NGO
"""
_MORE = """
OACI=ICAO HCR=UNHCR ACNUR=UNHCR PNUD=UNDP CEDEAO=ECOWAS OPEP=OPEC VIH=HIV OGM=GMO RGPD=GDPR ARN=RNA
SRAS=SARS CIDH=IACHR TEDH=ECHR CEDH=ECHR CJUE=CJEU TJUE=CJEU
"""
_OWN = {
    "fr": _ROMANCE + _MORE + "OTAN=NATO PIB=GDP TVA=VAT SIDA=AIDS ADN=DNA CPI=ICC CIJ=ICJ "
    "AIEA=IAEA OCDE=OECD CICR=ICRC",
    "es": _ROMANCE + _MORE + "OTAN=NATO PIB=GDP IVA=VAT SIDA=AIDS ADN=DNA CPI=ICC CIJ=ICJ "
    "OIEA=IAEA OCDE=OECD EEUU=US",
    "it": _ROMANCE + "PIL=GDP IVA=VAT AIEA=IAEA OCSE=OECD CPI=ICC",
    "pt": _ROMANCE + _MORE + "OTAN=NATO PIB=GDP IVA=VAT SIDA=AIDS ADN=DNA TPI=ICC AIEA=IAEA "
    "OCDE=OECD EUA=US",
    "de": "EuGH=ECJ EGMR=ECHR IGH=ICJ UdSSR=USSR DDR=GDR GUS=CIS KMU=SME "
    "EZB=ECB UNO=UN BIP=GDP OSZE=OSCE IWF=IMF NRO=NGO DSGVO=GDPR "
    "IStGH=ICC MwSt=VAT AKW=nuclear_power_plant",
    "nl": "VN=UN NAVO=NATO OVSE=OSCE VS=US",
    "pl": "MAEA=IAEA WNP=CIS ZSRR=USSR NRD=GDR ONZ=UN UE=EU PKB=GDP EBC=ECB MFW=IMF OBWE=OSCE",
    "ru": "SNG=CIS SSSR=USSR MAGATE=IAEA VTO=WTO ESPCH=ECHR OON=UN VVP=GDP "
    "VOZ=WHO MVF=IMF OBSE=OSCE SSHA=US AES=nuclear_power_plant",
    "uk": "SND=CIS MAHATE=IAEA OON=UN VVP=GDP VOOZ=WHO MVF=IMF OBSE=OSCE "
    "SSHA=US AES=nuclear_power_plant",
}
_BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    language: {
        foreign: english.replace("_", " ")
        for foreign, _, english in (pair.partition("=") for pair in pairs.split())
    }
    for language, pairs in _OWN.items()
}
_SMALL = frozenset("and for in of on the".split())
_NEAR = 80  # characters in which the words of an acronym stand
_NAMES = frozenset("NATO OPEC UNESCO AIDS DNA RNA HIV SARS".split())  # these have no article


_FORMS = frozenset(word.lower() for words in _BY_LANGUAGE.values() for word in words)


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Give the English acronym for one of the source's language."""
    word = reading.words[first]
    english = _BY_LANGUAGE.get(reading.document.source_lang or "", {}).get(word, word)
    if english == word or f"{word} (" in reading.text:
        return
    if (at := reading.text.find(f"({word})")) >= 0 and not _is_made_of(reading.text, at, english):
        return
    before = reading.words[first - 1] if first > reading.limits(first)[0] else ""
    alone = first + 1 >= reading.limits(first)[1] or not reading.words[first + 1].islower()
    start = first
    if before.lower() == "the" and english in _NAMES and alone:
        start = first - 1
    elif before.lower() in ("a", "an"):
        start, english = first - 1, f"{_article(english)} {english}"
    rewrite = capital_like(english, reading.words[start])
    yield Hit(f"English says “{english}” for “{word}”", start, first + 1, rewrites=(rewrite,))


def _is_made_of(text: str, bracket: int, acronym: str) -> bool:
    """Tell whether the words before a bracket begin with the letters of an acronym."""
    words = re.findall(r"[^\W\d_]+", text[max(0, bracket - _NEAR) : bracket])
    letters = "".join(word[0].upper() for word in words if word not in _SMALL)
    return letters.endswith(acronym)


def _article(acronym: str) -> str:
    """The article before an acronym: by the name of its first letter, but for NATO."""
    return "an" if acronym[0] in "AEIMNO" and acronym != "NATO" else "a"


DETECTOR = Detector(
    rule="untranslated-acronym",
    page=__doc__,
    category="Accuracy/Untranslated",
    severity=Severity.MAJOR,
    confidence=0.9,
    watch=Words(_FORMS),
    find=find,
    flagged=(
        Flagged("The ⟦ONU⟧ sent two observers.", "UN", "L'ONU a envoyé deux observateurs hier."),
        Flagged(
            "He was at the ⟦OTAN⟧ summit in Madrid.", "NATO", "Estuvo en la cumbre de la OTAN."
        ),
        Flagged("She works for ⟦an ONG⟧ in Lyon.", "an NGO", "Elle travaille pour une ONG à Lyon."),
        Flagged(
            "The European Central Bank (⟦BCE⟧) kept its rates.",
            "ECB",
            "La BCE n'a rien changé hier.",
        ),
        Flagged("The ⟦PIL⟧ fell by 2%.", "GDP", "Il PIL è sceso del 2% rispetto a un anno fa."),
        Flagged("The ⟦EZB⟧ kept its rate.", "ECB", "Die EZB ließ den Zins am Donnerstag stehen."),
    ),
    passing=(
        "The UN sent two observers. The ONU (so it is called) is old.",
        "The IVA group and the PIB bank merged.",
        "",
    ),
    misses=(Missed("The ⟦CRS⟧ cleared the square.", "Les CRS ont évacué la place hier soir."),),
)
