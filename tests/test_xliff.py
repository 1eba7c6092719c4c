"""XLIFF 1.2, 2.0 and 2.1 and what tools make of it: read, edited in place, annotated."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import mtreview
from mtreview import formats
from mtreview.cli import run
from mtreview.config import Config
from mtreview.detectors import DETECTORS
from mtreview.errors import InputError
from mtreview.formats import its
from mtreview.model import Action, Decision, Document, Edit, Segment, Span
from mtreview.outcomes import Item, Review, State
from mtreview.pipeline import Pipeline
from mtreview.review.export import export
from mtreview.review.fold import open_items

SAMPLES = Path(__file__).parent / "samples"
SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
ITS = f"{{{its.NAMESPACE}}}"
VERSION = f"mtreview:{mtreview.__version__}"
XML = "{http://www.w3.org/XML/1998/namespace}"
V1, V2 = "{urn:oasis:names:tc:xliff:document:1.2}", "{urn:oasis:names:tc:xliff:document:2.0}"


def sample(name: str) -> Document:
    return formats.read(SAMPLES / name)


def edit(document: Document, old: str, new: str) -> Edit:
    start = document.text.index(old)
    return Edit(Span(start, start + len(old)), new)


def reviewed(
    document: Document, state: str = "", decide: Callable[[Item], Item] | None = None
) -> Review:
    result = Pipeline(Config(model=False)).check(document)
    items = tuple(map(decide or (lambda item: item), open_items(result.findings).values()))
    return Review(items, result.segment_scores, result.signature, not state, state)


def words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def dismissed(item: Item) -> Item:
    finding = item.finding
    decision = Decision(Action.DISMISS, finding.id, finding.rule, finding.span, finding.text)
    return Item(finding, State.DISMISSED, decision)


def test_targets_are_read_beside_their_sources() -> None:
    document = sample("page.xlf")
    assert document.text.split("\n\n") == [
        "At ⟨g1⟩the top⟨/g1⟩ of power & of the State⟨x2/⟩",
        "He does not there was “conflict”.",
        "Shut the door ⟨ph7/⟩",
        "Some code here",
        "He does not there was any victim. Two <is> & stays here.",
    ]
    assert (document.source_lang, document.target_lang) == ("fr", "en")
    sources = [segment.source for segment in document.segments]
    assert sources[0] == "Au sommet du pouvoir & de l’État"
    assert sources[-2:] == ["Un.", "Deux."]
    assert [segment.locked for segment in document.segments] == [
        False,
        True,
        False,
        True,
        False,
        False,
    ]
    assert [segment.paragraph for segment in document.segments] == [0, 1, 2, 3, 4, 4]


def test_version_2_has_segments_in_units() -> None:
    document = sample("report.xlf")
    assert document.text.split("\n\n") == [
        "He does not there was ⟨pc1⟩any⟨/pc1⟩ victim. Page ⟨ph2/⟩two ⟨cp/⟩is ⟨Le Monde⟩.",
        "Good day to you",
        "It is done now.",
    ]
    assert [segment.locked for segment in document.segments] == [False, False, True, False]
    opaque = [inline.span.of(document.text) for inline in document.inlines if inline.opaque]
    assert opaque == ["⟨cp/⟩", "⟨Le Monde⟩"]


def test_what_tools_lock_is_locked() -> None:
    assert [s.locked for s in sample("letter.sdlxliff").segments] == [True, False]
    assert [s.locked for s in sample("manual.mqxliff").segments] == [False, True]


@pytest.mark.parametrize(
    ("name", "old", "new", "raw_old", "raw_new"),
    [
        ("page.xlf", "power &", "the State <", "power &amp;", "the State &lt;"),
        ("page.xlf", "stays", "a]b", "& stays", "& a]b"),
        ("page.xlf", "stays", "a>b", "& stays", "& ]]>a&gt;b<![CDATA["),
        ("report.xlf", "two", "2", ">two", ">2"),
        ("report.xlf", "⟨pc1⟩any⟨/pc1⟩ victim", "⟨pc1⟩a⟨/pc1⟩ dead",
         'any</pc> victim', "a</pc> dead"),
        ("letter.sdlxliff", "victim", "dead", "victim", "dead"),
        ("manual.mqxliff", "victim", "dead", "victim", "dead"),
    ],
)  # fmt: skip
def test_an_edit_changes_nothing_else(
    name: str, old: str, new: str, raw_old: str, raw_new: str
) -> None:
    document, raw = sample(name), (SAMPLES / name).read_text("utf-8")
    written = formats.write(document, [edit(document, old, new)]).decode()
    assert written == raw.replace(raw_old, raw_new)


def test_length_limits_are_kept() -> None:
    document = sample("page.xlf")
    assert document.segments[2].limit == len("⟨ph7/⟩") + 22
    formats.write(document, [edit(document, "Shut the door", "Shut all the door")])
    with pytest.raises(ValueError, match="characters where 28 are allowed"):
        formats.write(document, [edit(document, "Shut the door", "Shut all these doors now")])
    document = sample("report.xlf")
    with pytest.raises(ValueError, match="characters where 20 are allowed"):
        formats.write(document, [edit(document, "It is done now", "It has been done now")])
    formats.write(document, [edit(document, "It is done now", "It's been done now")])


def test_findings_become_quality_issues() -> None:
    document = sample("page.xlf")
    root = etree.fromstring(formats.write(document, [], reviewed(document)))
    heading, *marks = [m for m in root.iter(f"{V1}mrk") if m.get("mtype") == "x-its"]
    assert heading.get(f"{ITS}locQualityIssueType") == "mistranslation"
    assert [words(mark) for mark in marks] == ["He does not there was"]
    assert marks[0].get(f"{ITS}locQualityIssueType") == "grammar"
    assert marks[0].get(f"{ITS}locQualityIssueSeverity") == "60"
    assert marks[0].attrib[f"{ITS}locQualityIssueComment"].startswith("garbled-negation: ")
    assert marks[0].get(f"{ITS}locQualityIssueEnabled") is None
    targets = [t for t in root.iter(f"{V1}target") if t.get(f"{ITS}locQualityRatingScore")]
    assert len(targets) == 3  # neither of what is locked nor of what has no text
    assert root.get(f"{ITS}version") == "2.0"
    assert marks[0].get(f"{ITS}annotatorsRef") == f"localization-quality-issue|urn:{VERSION}"
    for target in targets:
        told = target.attrib[f"{ITS}annotatorsRef"]
        assert told.startswith(f"localization-quality-rating|urn:{VERSION}%7C")


def test_what_was_dismissed_is_an_issue_that_is_not_enabled() -> None:
    document = sample("letter.sdlxliff")
    root = etree.fromstring(formats.write(document, [], reviewed(document, decide=dismissed)))
    mark = next(m for m in root.iter(f"{V1}mrk") if m.get("mtype") == "x-its")
    assert mark.get(f"{ITS}locQualityIssueEnabled") == "no"


def two_on_one_place(document: Document) -> Review:
    review = reviewed(document)
    first = review.items[0]
    other = replace(first.finding, id="x", rule="other", category="Style")
    return replace(review, items=(first, replace(first, finding=other)))


@pytest.mark.parametrize(
    ("name", "space", "sign"), [("manual.mqxliff", V1, "#"), ("report.xlf", V2, "#its=")]
)
def test_issues_on_one_place_are_listed_in_their_unit(name: str, space: str, sign: str) -> None:
    document = sample(name)
    root = etree.fromstring(formats.write(document, [], two_on_one_place(document)))
    mark = next(m for m in root.iter(f"{space}mrk") if m.get(f"{ITS}locQualityIssuesRef"))
    listed = next(root.iter(f"{ITS}locQualityIssues"))
    where = listed.attrib[f"{XML}id"]
    assert mark.get(f"{ITS}locQualityIssuesRef") == sign + where
    assert [issue.get("locQualityIssueType") for issue in listed] == ["grammar", "style"]


def test_a_finding_across_half_a_pair_of_tags_is_on_its_segment() -> None:
    document = sample("report.xlf")
    review = reviewed(document)
    across = edit(document, "was ⟨pc1⟩any", "").span
    items = [replace(i, finding=replace(i.finding, span=across)) for i in review.items]
    root = etree.fromstring(formats.write(document, [], replace(review, items=tuple(items))))
    target = next(root.iter(f"{V2}target"))
    mark = target[0]
    assert (mark.tag, mark.get("type"), target.text) == (f"{V2}mrk", "its:generic", None)
    assert words(mark) == "He does not there was any victim."


@pytest.mark.parametrize(
    ("span", "marked"), [("<is>", "Two <is> & stays here."), ("<is> & stays", "<is> & stays")]
)
def test_no_mark_stands_in_a_cdata_section(span: str, marked: str) -> None:
    document = sample("page.xlf")
    review = reviewed(document)
    place = edit(document, span, "").span
    found = replace(review.items[0].finding, segment=5, span=place, text=span)
    written = formats.write(document, [], replace(review, items=(Item(found),)))
    mark = next(m for m in etree.fromstring(written).iter(f"{V1}mrk") if m.get("mtype") == "x-its")
    assert words(mark) == marked
    assert formats.read_bytes(written, "page.xlf").text == document.text


def test_findings_beside_edits() -> None:
    document = sample("report.xlf")
    made = [edit(document, "victim", "dead"), edit(document, "He does", "He did")]
    root = etree.fromstring(formats.write(document, made, reviewed(document)))
    target = next(root.iter(f"{V2}target"))
    assert words(target) == "He did not there was any dead."
    rated = [unit for unit in root.iter(f"{V2}unit") if unit.get(f"{ITS}locQualityRatingScore")]
    assert [unit.get("id") for unit in rated] == ["u3"]  # that of u1 was of the text before


ANNOTATED = ("page.xlf", "report.xlf", "letter.sdlxliff", "manual.mqxliff")
KINDS = (reviewed, two_on_one_place, lambda document: reviewed(document, decide=dismissed))


@pytest.mark.parametrize("name", ANNOTATED)
@pytest.mark.parametrize("review", KINDS)
def test_an_export_of_an_export_replaces_its_annotations(
    name: str, review: Callable[[Document], Review]
) -> None:
    document = sample(name)
    once = formats.write(document, [], review(document))
    again = formats.read_bytes(once, name)
    assert (again.text, again.segments) == (document.text, document.segments)
    assert formats.write(again, []) == once
    assert formats.write(again, [], review(again)) == once


@pytest.mark.parametrize("name", ANNOTATED)
@pytest.mark.parametrize("findings", [True, False])
def test_an_issue_goes_with_the_text_that_it_is_about(name: str, findings: bool) -> None:
    document = sample(name)
    annotated = formats.write(document, [], two_on_one_place(document))
    again = formats.read_bytes(annotated, name)
    result = Pipeline(Config(model=False)).check(again)
    made = export(again, result, None, "all")
    review = Review(made.items, result.segment_scores, result.signature, findings=findings)
    written = formats.write(again, made.edits, review)
    root = etree.fromstring(written)
    assert formats.read_bytes(written, name).text == formats.apply(document.text, made.edits)
    corrected = [m for m in root.iter("{*}mrk") if its.is_ours(of(m), its.ISSUE)]
    assert not any("not" in words(mark) for mark in corrected)
    lists = {each.get(f"{XML}id") for each in root.iter(f"{ITS}locQualityIssues")}
    pointed = {mark.get(f"{ITS}locQualityIssuesRef", "") for mark in corrected} - {""}
    assert lists == {where.removeprefix("#").removeprefix("its=") for where in pointed}


def of(element: etree._Element) -> dict[str, str]:
    return {str(key)[1:].replace("}", " "): str(value) for key, value in element.attrib.items()}


def test_what_other_tools_annotated_stays() -> None:
    theirs = (
        '<mrk id="7" type="its:generic" its:locQualityIssueType="style">He does not there was</mrk>'
    )
    raw = (SAMPLES / "report.xlf").read_text("utf-8")
    raw = raw.replace(
        'version="2.0"', f'xmlns:its="{its.NAMESPACE}" its:version="2.0" version="2.1"'
    )
    raw = raw.replace("He does not there was", theirs)
    rated = ' its:locQualityRatingScore="7" its:annotatorsRef="localization-quality-rating|x:y"'
    raw = raw.replace('id="u1"', f'id="u1"{rated}')
    document = formats.read_bytes(raw.encode(), "report.xlf")
    once = formats.write(document, [], reviewed(document))
    assert rated.encode() in once
    assert theirs.partition(">")[0].encode() in once
    again = formats.read_bytes(once, "report.xlf")
    assert formats.write(again, [], reviewed(again)) == once
    assert again.text == document.text


@pytest.mark.parametrize(
    ("name", "wanted", "before", "after"),
    [
        ("report.xlf", "reviewed", 'state="translated" subState="x:mt"', 'state="reviewed"'),
        ("report.xlf", "final", 'state="translated" subState="x:mt"', 'state="final"'),
        ("letter.sdlxliff", "reviewed", "", ""),  # one of the target's segments is locked
        ("manual.mqxliff", "reviewed", '<target xml:space="preserve">He',
         '<target xml:space="preserve" state="signed-off">He'),
    ],
)  # fmt: skip
def test_states_follow_decisions(name: str, wanted: str, before: str, after: str) -> None:
    document, raw = sample(name), (SAMPLES / name).read_text("utf-8")
    assert formats.write(document, [], reviewed(document, wanted)).decode() == raw
    decided = formats.write(document, [], reviewed(document, wanted, dismissed)).decode()
    assert decided == raw.replace(before, after, 1)


def test_final_is_approved_in_version_1() -> None:
    document = sample("manual.mqxliff")
    written = formats.write(document, [], reviewed(document, "final", dismissed)).decode()
    assert 'mq:segmentguid="0b" approved="yes"><source' in written
    assert '<target xml:space="preserve" state="final">He' in written


def validator(version: str, tmp_path: Path) -> etree.XMLSchema:
    name = {"1": "xliff-core-1.2-strict.xsd", "2": "xliff-core-2.0.xsd"}[version]
    space = {"1": V1, "2": V2}[version].strip("{}")
    if not (SCHEMAS / name).exists():
        pytest.skip("the published schemas are in Debian's php-symfony-translation")
    imports = [(space, SCHEMAS / name), (its.NAMESPACE, tmp_path / "its.xsd")]
    own = (SAMPLES / "its.xsd").read_text().replace("xml.xsd", str(SCHEMAS / "xml.xsd"))
    (tmp_path / "its.xsd").write_text(own)
    schema = (
        (SCHEMAS / name)
        .read_text()
        .replace(
            'schemaLocation="http://www.w3.org/2001/xml.xsd"', f'schemaLocation="{SCHEMAS}/xml.xsd"'
        )
        .replace('schemaLocation="xml.xsd"', f'schemaLocation="{SCHEMAS}/xml.xsd"')
    )
    (tmp_path / name).write_text(schema)
    imports[0] = (space, tmp_path / name)
    lines = "".join(f'<xs:import namespace="{n}" schemaLocation="{p}"/>' for n, p in imports)
    driver = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{lines}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(driver))


def test_the_annotators_of_a_unit_are_named_once() -> None:
    raw = (SAMPLES / "report.xlf").read_text("utf-8")
    theirs = f'id="u1" xmlns:i="{its.NAMESPACE}" i:annotatorsRef="terminology|x:y"'
    document = formats.read_bytes(raw.replace('id="u1"', theirs).encode(), "report.xlf")
    once = formats.write(document, [], reviewed(document))
    told = next(etree.fromstring(once).iter(f"{V2}unit")).attrib[f"{ITS}annotatorsRef"]
    assert told.startswith("terminology|x:y localization-quality-rating|urn:mtreview:")
    again = formats.read_bytes(once, "report.xlf")
    assert formats.write(again, [], reviewed(again)) == once


# What the ITS module of XLIFF 2.1 asks of these annotations beside its schema (its.sch).
MODULE = {
    "its:version is in scope": "//*[@its:*][not(ancestor-or-self::*/@its:version)]",
    "a mark is generic": "//x:mrk[@its:*][not(@type='its:generic')]",
    "a list has no issue beside it": (
        "//*[@its:locQualityIssuesRef][@its:locQualityIssueType or @its:locQualityIssueComment"
        " or @its:locQualityIssueSeverity or @its:locQualityIssueEnabled]"
    ),
    "an issue has a type": "//its:locQualityIssue[not(@locQualityIssueType)]",
    "a list is a unit's": "//its:locQualityIssues[not(parent::x:unit)]",
}


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_the_module_of_version_2_1_is_heeded(version: str) -> None:
    raw = (SAMPLES / "report.xlf").read_bytes().replace(b'"2.0"', f'"{version}"'.encode())
    document = formats.read_bytes(raw, "report.xlf")
    spaces = {"its": its.NAMESPACE, "x": V2[1:-1]}
    for review in (two_on_one_place(document), reviewed(document, decide=dismissed)):
        root = etree.fromstring(formats.write(document, [], review))
        assert root.xpath("//x:mrk[@its:*]", namespaces=spaces)
        for said, path in MODULE.items():
            assert root.xpath(path, namespaces=spaces) == [], said
        for unit in root.iter(f"{V2}unit"):
            refs = [of(mark).get(f"{its.NAMESPACE} locQualityIssuesRef") for mark in unit.iter()]
            lists = [f"#its={each.get(f'{XML}id')}" for each in unit.iter(f"{ITS}locQualityIssues")]
            assert [ref for ref in refs if ref] == lists
        for element in root.iter():
            told = of(element).get(f"{its.NAMESPACE} annotatorsRef", "").split()
            named = [entry.partition("|")[0] for entry in told]
            assert len(named) == len(set(named))


@pytest.mark.parametrize(
    ("name", "version"), [("page.xlf", "1.2"), ("report.xlf", "2.0"), ("report.xlf", "2.1")]
)
def test_what_is_written_is_valid(name: str, version: str, tmp_path: Path) -> None:
    schema = validator(version[0], tmp_path)
    raw = (SAMPLES / name).read_bytes().replace(b'version="2.0"', f'version="{version}"'.encode())
    document = formats.read_bytes(raw, name)
    schema.assertValid(etree.fromstring(raw))
    made = [edit(document, "victim", "dead")]
    for review in (
        reviewed(document),
        two_on_one_place(document),
        reviewed(document, "reviewed", dismissed),
        reviewed(document, "final", dismissed),
    ):
        schema.assertValid(etree.fromstring(formats.write(document, made, review)))


def test_every_category_is_an_issue_type() -> None:
    for detector in DETECTORS:
        assert its.issue_type(detector.category) != "uncategorized", detector.category


HEAD = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file original="a" source-language="fr" datatype="x"><body>'
)
TAIL = "</body></file></xliff>"


def unit(target: str) -> str:
    texts = f"<source>S</source><target>{target}</target>"
    return f'{HEAD}<trans-unit id="1">{texts}</trans-unit>{TAIL}'


DECLARED = '<?xml version="1.0" encoding="%s"?>'
PASSWD = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "is empty"),
        ("   ", "no element found"),
        ("<a/>", "is no XLIFF: its first element is “a”"),
        ("plain text", "no well-formed XML"),
        ('<xliff version="9"/>', "is XLIFF 9: 1.2, 2.0 and 2.1 are read"),
        (unit("cut short")[:-30], "unclosed token"),
        (unit("cut short")[:-50], "no element found"),
        (unit("wrong <g id='1'>tags"), "mismatched tag"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]>" + unit("&a;"), "declares entities"),
        (PASSWD + unit("&a;"), "declares entities"),
        ("<!DOCTYPE x [<!ENTITY % a SYSTEM 'http://x/y'> %a;]>" + unit("a"), "declares entities"),
        ("<!DOCTYPE x SYSTEM 'x.dtd'>" + unit("a &nbsp; b"), "uses the entity &nbsp;"),
        (unit("a &nbsp; b"), "undefined entity"),
        (unit("<g>" * 300 + "deep" + "</g>" * 300), "nests its elements more than 256 deep"),
        (DECLARED % "x-klingon" + unit("a"), "declares the encoding x-klingon"),
        (DECLARED % "UTF-16" + unit("a"), "declares the encoding UTF-16 and is not"),
        (DECLARED % "us-ascii" + unit("é"), "declares the encoding us-ascii"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_in_one_line(data: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        formats.read_bytes(data.encode(), "a.xlf")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "latin-1", "cp1252", "shift_jis"])
def test_declared_encodings_are_kept(codec: str) -> None:
    declared = {"utf-8-sig": "utf-8", "utf-16": "UTF-16"}.get(codec, codec)
    data = (DECLARED % declared + unit("It is here.")).encode(codec)
    document = formats.read_bytes(data, "a.xlf")
    assert formats.write(document, []) == data
    written = formats.write(document, [edit(document, "here", "“там” 😀")])
    assert formats.read_bytes(written, "a.xlf").text == "It is “там” 😀."


def test_units_of_one_id_stay_apart() -> None:
    two = unit("One is here.").replace(TAIL, "") + unit("Two is here.").replace(HEAD, "")
    document = formats.read_bytes(two.encode(), "a.xlf")
    assert [s.span.of(document.text) for s in document.segments] == ["One is here.", "Two is here."]
    written = formats.write(document, [edit(document, "Two", "2")]).decode()
    assert written == two.replace("Two", "2")


def test_a_segment_within_another_is_part_of_it() -> None:
    marks = '<mrk mtype="seg" mid="1">One is <mrk mtype="seg" mid="2">two</mrk> here.</mrk>'
    document = formats.read_bytes(unit(marks).encode(), "a.xlf")
    assert document.text == "One is ⟨mrk2⟩two⟨/mrk2⟩ here."
    written = formats.write(document, [edit(document, "two", "2")]).decode()
    assert written == unit(marks.replace("two", "2"))


def test_an_issue_whose_text_an_edit_replaces_is_not_told() -> None:
    document = sample("report.xlf")
    whole = edit(document, "He does not there was", "There was not")
    root = etree.fromstring(formats.write(document, [whole], reviewed(document)))
    assert not any(its.is_ours(of(mark), its.ISSUE) for mark in root.iter(f"{V2}mrk"))
    part = edit(document, "does not", "did not")
    root = etree.fromstring(formats.write(document, [part], reviewed(document)))
    marks = [mark for mark in root.iter(f"{V2}mrk") if its.is_ours(of(mark), its.ISSUE)]
    assert [words(mark) for mark in marks] == ["He did not there was"]


def test_a_file_is_known_by_its_content() -> None:
    assert formats.read_bytes(unit("It is here.").encode(), "<stdin>").format == "xliff"
    assert formats.read_bytes(unit("It is here.").encode("utf-16"), "data").format == "xliff"
    assert formats.read_bytes(b"About <xliff> files.", "data").format == "text"


def test_a_character_that_xml_cannot_hold_is_left_out() -> None:
    document = formats.read_bytes(unit("It is here.").encode(), "a.xlf")
    written = formats.write(document, [edit(document, "here", "he\x07re]")]).decode()
    assert written == unit("It is here&#93;.")


def test_line_ends_in_the_file_stay() -> None:
    raw = unit("It is\r\nhere.\r\nAnd there.")
    document = formats.read_bytes(raw.encode(), "a.xlf")
    assert document.text == "It is\nhere.\nAnd there."
    assert isinstance(document.segments[0], Segment)
    written = formats.write(document, [edit(document, "here", "there")]).decode()
    assert written == raw.replace("here.\r\nAnd", "there.\r\nAnd")


def test_a_diff_is_of_the_file(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = str(SAMPLES / "manual.mqxliff")
    assert run(["export", path, "--no-model", "--accept", "all", "--format", "diff"]) == 0
    changed = [line for line in capsysbinary.readouterr().out.splitlines() if line[:1] in b"+-"]
    assert len(changed) == 4
    assert b'<target xml:space="preserve">There was not <bpt' in changed[3]
