"""Glossaries: how they are read, what they find, and what they leave alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from mtreview.cli import run
from mtreview.config import Config
from mtreview.detectors.names.glossary import FORBIDDEN, MISSING
from mtreview.errors import InputError
from mtreview.formats import read_bytes
from mtreview.glossary import Term, read_glossary
from mtreview.model import Finding
from mtreview.pipeline import Pipeline

TABLE = """source,target,forbidden,lang,note
Abgeordneter,member of parliament,deputy,de,house style
Bürgermeister,mayor,burgomaster|town master,de,
,NATO,Nato,,
,,US,,
Gericht,court of law,court,de,
,power station,power plant,,
"""

DCA = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1">
<langSec xml:lang="de"><termSec><term>Haushalt</term></termSec></langSec>
<langSec xml:lang="en-GB">
<termSec><term>housekeeping</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
<termSec><term>spending plan</term>
<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
<termSec><term>budget</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
</langSec></conceptEntry></body></text></tbx>"""

DCT = """<tbx style="dct" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://m">
<text><body><conceptEntry>
<langSec xml:lang="de"><termSec><term>Haushalt</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>budget</term></termSec><termSec><term>housekeeping</term>
<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""

MARTIF = """<?xml version='1.0'?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry id="1">
<langSet xml:lang="de"><ntig><termGrp><term>Haushalt</term></termGrp></ntig></langSet>
<langSet xml:lang="en"><tig><term>budget</term></tig><tig><term>housekeeping</term>
<termNote type="normativeAuthorization">deprecatedTerm</termNote></tig></langSet>
</termEntry></body></text></martif>"""


def written(folder: Path, text: str, name: str = "terms.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def found(path: Path, text: str, source: str | None = None) -> tuple[Finding, ...]:
    document = read_bytes(text.encode(), "a.txt")
    segments = tuple(replace(s, source=source) for s in document.segments)
    config = Config(glossary=path, select=(FORBIDDEN, MISSING), source_lang="de")
    return Pipeline(config).check(replace(document, segments=segments)).findings


@pytest.mark.parametrize(
    ("text", "marked", "rewrite"),
    [
        ("The deputy left.", "deputy", "member of parliament"),
        ("Deputies left.", "Deputies", "Members of parliament"),
        ("The burgomasters left.", "burgomasters", "mayors"),
        ("The town master’s car is old.", "town master", "mayor"),
        ("The Nato summit is over.", "Nato", "NATO"),
        ("The power plants are shut.", "power plants", "power stations"),
        ("POWER PLANT SHUT", "POWER PLANT", "POWER STATION"),
        ("The US left.", "US", None),
    ],
)
def test_a_forbidden_term_is_found_in_its_forms(
    tmp_path: Path, text: str, marked: str, rewrite: str | None
) -> None:
    [finding] = found(written(tmp_path, TABLE), text)
    assert (finding.rule, finding.text) == (FORBIDDEN, marked)
    assert [s.text for s in finding.suggestions] == ([rewrite] if rewrite else [])


@pytest.mark.parametrize(
    "text",
    [
        "She was deputised.",
        "The power of a plant is small.",
        "He told us all of NATO.",
        "The court of law rose.",
        "The town’s master left.",
        "A word at the end of the town. Master it.",
    ],
)
def test_what_only_looks_like_a_forbidden_term_passes(tmp_path: Path, text: str) -> None:
    assert found(written(tmp_path, TABLE), text) == ()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Here comes the boss.", "Der Bürgermeister kommt."),
        ("Here comes the boss.", "Das Auto des Bürgermeisters kommt."),
    ],
)
def test_a_term_of_the_source_must_be_rendered(tmp_path: Path, text: str, source: str) -> None:
    [finding] = found(written(tmp_path, TABLE), text, source)
    assert finding.rule == MISSING
    assert "mayor" in finding.message
    assert finding.span.start == finding.span.end == len(text) - 1


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Mayors come and go.", "Der Bürgermeister kommt und geht."),
        ("The MAYOR comes.", "Der Bürgermeister kommt."),
        ("The boss comes.", "Die Bürgermeisterei kommt."),
        ("Members of parliament left.", "Ein Abgeordneter ging."),
        ("The boss comes.", None),
    ],
)
def test_a_term_that_is_rendered_or_not_there_passes(
    tmp_path: Path, text: str, source: str | None
) -> None:
    assert found(written(tmp_path, TABLE), text, source) == ()


def test_a_forbidden_term_in_place_of_the_wanted_is_one_finding(tmp_path: Path) -> None:
    [finding] = found(written(tmp_path, TABLE), "The burgomaster came.", "Der Bürgermeister kam.")
    assert finding.rule == FORBIDDEN


def test_terms_of_another_language_are_not_looked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "source,target,lang\nmaire,mayor,fr\n")
    assert found(path, "The boss came.", "Der maire kam.") == ()


def test_a_term_in_a_script_without_spaces_is_found_within(tmp_path: Path) -> None:
    path = written(tmp_path, "source,target\n市长,mayor\n")
    assert [f.rule for f in found(path, "The boss came.", "昨天市长来了。")] == [MISSING]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_table_may_have_other_marks_and_a_byte_order_mark(tmp_path: Path, mark: str) -> None:
    table = f"\ufeffTarget{mark}Forbidden\nmayor{mark}burgomaster\n"
    assert read_glossary(written(tmp_path, table)) == (Term(("mayor",), ("burgomaster",)),)


@pytest.mark.parametrize("text", [DCA, DCT, MARTIF])
def test_every_kind_of_tbx_is_read(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text, "terms.tbx")
    [term] = read_glossary(path)
    assert term.targets[0] == "budget"
    assert term.forbidden == ("housekeeping",)
    assert term.sources == (("de", "Haushalt"),)
    assert [f.text for f in found(path, "The housekeeping grows.")] == ["housekeeping"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "first line"),
        ("source,lang\n", "first line"),
        ("target,colour\n", "colour"),
        ("target,target\n", "once"),
        ("target\n", "no English term"),
        ("source,target\nMaire,\n", ":2"),
        ("target\nmayor,burgomaster\n", ":2"),
        ("<html></html>", "html"),
        ("<tbx>", "no TBX"),
        ("<tbx></tbx>", "no English term"),
        ('<!DOCTYPE t [<!ENTITY a "aa">]><tbx>&a;</tbx>', "entities"),
    ],
)
def test_what_is_no_glossary_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_glossary(written(tmp_path, text))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_glossary_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes("target\nmaïs\n".encode("cp1252"))
    with pytest.raises(InputError, match="UTF-8"):
        read_glossary(path)


@pytest.mark.parametrize("command", ["check", "score"])
def test_the_command_line_takes_a_glossary(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], command: str
) -> None:
    article = written(tmp_path, "The deputy left early.\n", "a.txt")
    glossary = written(tmp_path, TABLE)
    run([command, str(article), "--glossary", str(glossary)])
    assert b"member of parliament" in capsysbinary.readouterr().out
    assert run([command, str(article), "--glossary", str(tmp_path / "none.csv")]) == 3
    assert b"none.csv does not exist" in capsysbinary.readouterr().err


def test_the_settings_name_a_glossary_beside_them(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    written(tmp_path, TABLE)
    written(tmp_path, 'glossary = "terms.csv"\n', "mtreview.toml")
    assert run(["check", str(written(tmp_path, "The deputy left early.\n", "a.txt"))]) == 1
    assert b"forbidden-term" in capsysbinary.readouterr().out


def test_a_glossary_is_part_of_the_signature(tmp_path: Path) -> None:
    document = read_bytes(b"All is well.", "a.txt")
    path = written(tmp_path, TABLE)
    signature = Pipeline(Config(glossary=path)).check(document).signature
    assert "|glossary:" in signature
    path.write_text(TABLE.replace("deputy", "delegate"), "utf-8")
    assert Pipeline(Config(glossary=path)).check(document).signature != signature


@pytest.mark.parametrize("rule", [FORBIDDEN, MISSING])
def test_its_rules_are_explained(rule: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["rules", rule]) == 0
    assert b"glossary" in capsysbinary.readouterr().out
