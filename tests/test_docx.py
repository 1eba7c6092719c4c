"""DOCX: runs and styles kept, tracked changes that can be rejected, archives that do harm."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtreview import formats
from mtreview.errors import InputError
from mtreview.model import Action, Decision, Document, Edit, Finding, Severity, Span
from mtreview.outcomes import Item, Review, State

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MARKDOWN = """---
title: A fire in the port
---

# The fire

The deployment of forces Russian armies has **prompted *a strong* reaction** in the port[^1], & he
ensured that he does not there was any danger.

- One ship was [lost at sea](http://example.org/a).
- Two were saved.

| Ships | Fate |
|---|---|
| Three ships lay here. | They were saved. |

[^1]: The old port is closed, said the mayor.
"""


def package(body: str, **parts: str) -> bytes:
    """A DOCX file of a body and of further parts: footnotes, header1, styles."""
    related = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
    )
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{related}'
        "</Relationships>",
        "word/media/image.bin": "\0\1\2",
    }
    roots = {"footnotes": "footnotes", "header1": "hdr", "styles": "styles"}
    for name, content in parts.items():
        root = roots[name]
        members[f"word/{name}.xml"] = f'<w:{root} xmlns:w="{W}">{content}</w:{root}>'
    return archive(members)


def archive(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def run(text: str, properties: str = "", space: str = ' xml:space="preserve"') -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{inner}<w:t{space}>{text}</w:t></w:r>"


def paragraph(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def read(data: bytes) -> Document:
    return formats.read_bytes(data, "a.docx")


def edit(document: Document, old: str, new: str) -> Edit:
    start = document.text.index(old)
    return Edit(Span(start, start + len(old)), new)


def item(document: Document, old: str, new: str | None, **decision: str) -> Item:
    place = edit(document, old, new or "")
    made = None if new is None else place
    finding = Finding(
        "1", "a-rule", 0, place.span, old, "", Severity.MAJOR, 0.9, "It is wrong & so"
    )
    action, state = (Action.ACCEPT, State.ACCEPTED) if made else (Action.DISMISS, State.DISMISSED)
    said = Decision(action, "1", "a-rule", place.span, old, edit=made, **decision)  # type: ignore[arg-type]
    return Item(finding, state, said, made)


BOLD, LINK = "<w:b/><w:bCs/>", '<w:rStyle w:val="Hyperlink"/>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
IN_BOX = f"<w:p>{run('In ')}{run('it', BOLD)}</w:p><w:p>{run('and here')}</w:p>"
BOXES = (
    '<w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:drawing><w:txbxContent>'
    f"{IN_BOX}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
    f"{IN_BOX}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
SHOWN = {
    "runs of one look": (run("for") + "<w:proofErr/>" + run("ces", '<w:lang w:val="fr"/>'),
                         "forces"),
    "another look": (run("an ") + run("old", BOLD) + run(" port, it says"),
                     "an ⟨b⟩old⟨/b⟩ port, it says"),
    "looks that touch": (run("It is ") + run("x", BOLD) + run("y", "<w:i/>") + run(" of it all"),
                         "It is ⟨b⟩x⟨/b⟩⟨i⟩y⟨/i⟩ of it all"),
    "bold switched off": (run("One ", '<w:b w:val="0"/>') + run("two"), "One two"),
    "a bold paragraph": (run("All of it is bold", BOLD), "All of it is bold"),
    "spaces not kept": (run(" One", space="") + run(" two"), "One two"),
    "entities": (run("A &amp; B &lt; C"), "A & B < C"),
    "a link": (run("See ") + f"<w:hyperlink>{run('this', LINK)}</w:hyperlink>" + run(" now"),
               "See ⟨a⟩this⟨/a⟩ now"),
    "a tab, a break": ("<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>Three</w:t></w:r>",
                       "One⟨tab⟩two⟨br⟩Three"),
    "hyphens": ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>", "e\u2011mail"),
    "an image": (run("See ") + "<w:r><w:drawing/></w:r>" + run(" here"), "See ⟨image⟩ here"),
    "a note": (run("The port") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" is shut"),
               "The port⟨note⟩ is shut"),
    "tracked changes": (run("It is ") + f"<w:ins>{run('now')}</w:ins><w:del><w:r><w:delText>then"
                        "</w:delText></w:r></w:del>" + run(" shut"), "It is now shut"),
    "hidden text": (run("One") + run(" secret", "<w:vanish/>") + run(" two"), "One two"),
    "a field": (run("Page ") + FIELD.format("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
                + FIELD.format("separate") + run("7") + FIELD.format("end") + run(" of it"),
                "Page ⟨7⟩ of it"),
    "a link as a field": (run("See ") + FIELD.format("begin")
                          + '<w:r><w:instrText> HYPERLINK "x"</w:instrText></w:r>'
                          + FIELD.format("separate") + run("this") + FIELD.format("end"),
                          "See this"),
    "a simple field": (run("On ") + f'<w:fldSimple w:instr="DATE">{run("1 May")}</w:fldSimple>'
                       + run(" it was"), "On ⟨1 May⟩ it was"),
    "a content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('One')}</w:sdtContent></w:sdt>"
                          + run(" two"), "One two"),
    "a formula": (run("So ") + '<m:oMath xmlns:m="m"><m:r><m:t>x</m:t></m:r></m:oMath>'
                  + run(" is"), "So ⟨math⟩ is"),
    "a text box": ("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In it</w:t></w:r></w:p>"
                   "</w:txbxContent></w:pict></w:r>" + run("Beside it"),
                   "⟨box⟩Beside it\n\nIn it"),
    "a text box that is there twice": (BOXES + run("Beside it"),
                                       "⟨box⟩Beside it\n\nIn ⟨b⟩it\n\nand here"),
    "a text box that is gone": (f"<w:del>{BOXES}</w:del>" + run("Alone"), "Alone"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_a_paragraph_shows_as_word_shows_it(name: str) -> None:
    raw, text = SHOWN[name]
    assert read(package(paragraph(raw))).text == text


@pytest.mark.parametrize("name", SHOWN)
def test_text_may_come_at_every_place(name: str) -> None:
    """Wherever a segment takes an insertion, it stands there when the file is read again."""
    document = read(package(paragraph(SHOWN[name][0])))
    inlines = [inline.span for inline in document.inlines]
    for segment in document.segments:
        for at in range(segment.span.start, segment.span.end + 1):
            if any(span.start < at < span.end for span in inlines):
                continue
            change = [Edit(Span(at, at), "so & so")]
            expected = formats.apply(document.text, change)
            for review in (None, Review(track_changes=True)):
                assert read(formats.write(document, change, review)).text == expected, at


def test_what_a_paragraph_is() -> None:
    styles = (
        '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Round"><w:basedOn w:val="Round"/></w:style>'
    )
    body = "".join(
        paragraph(run(text), properties=properties)
        for text, properties in {
            "A title": '<w:pStyle w:val="H"/>',
            "Its like": '<w:pStyle w:val="Own"/>',
            "An item": '<w:pStyle w:val="L"/>',
            "No item": '<w:pStyle w:val="Round"/><w:numPr><w:numId w:val="0"/></w:numPr>',
            "Another": '<w:outlineLvl w:val="2"/>',
            "Text": "",
        }.items()
    )
    kinds = [s.kind.value for s in read(package(body, styles=styles)).segments]
    assert kinds == ["heading", "heading", "item", "prose", "heading", "prose"]


def test_tables_notes_and_headers_are_reviewed() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('In a cell'))}</w:tc></w:tr></w:tbl>"
    notes = (
        f'<w:footnote w:type="separator">{paragraph(run("No"))}</w:footnote>'
        f"<w:footnote>{paragraph('<w:r><w:footnoteRef/></w:r>', run(' In a note'))}</w:footnote>"
    )
    data = package(table, footnotes=notes, header1=paragraph(run("In a header")))
    document = read(data)
    texts = [s.span.of(document.text) for s in document.segments]
    assert texts == ["In a cell", "In a note", "In a header"]
    edits = [edit(document, f"a {what}", f"the {what}") for what in ("cell", "note", "header")]
    before, after = members(data), members(formats.write(document, edits))
    assert list(before) == list(after)
    for name, content in before.items():
        if b"In a " in content:
            assert after[name] == content.replace(b"In a ", b"In the ")
        else:
            assert after[name] == content


def test_an_edit_stays_in_its_runs() -> None:
    raw = run("It is for") + run("ces Russian") + run(" armies", BOLD) + run(" of old")
    document = read(package(paragraph(raw)))
    written = members(formats.write(document, [edit(document, "forces Russian", "Russian forces")]))
    body = written["word/document.xml"].decode()
    assert read(archive({k: v.decode("latin-1") for k, v in written.items()})).text == (
        "It is Russian forces⟨b⟩ armies⟨/b⟩ of old"
    )
    assert run(" armies", BOLD) in body
    assert run(" of old") in body


@pytest.mark.parametrize("tracked", [False, True])
def test_both_copies_of_a_text_box_stay_the_same(tracked: bool) -> None:
    document = read(package(paragraph(BOXES, run("Beside it"))))
    changes = [item(document, "In ", "Within "), item(document, "here", "there")]
    edits = [each.edit for each in changes if each.edit]
    review = Review(items=tuple(changes), track_changes=tracked)
    written = members(formats.write(document, edits, review))
    body = written["word/document.xml"].decode()
    first, second = re.findall("<w:txbxContent>(.*?)</w:txbxContent>", body)
    assert re.sub("id=.[0-9]+", "", first) == re.sub("id=.[0-9]+", "", second)
    assert "Within" in first
    assert ("<w:ins " in first) == tracked
    assert _numbers_differ(body)
    again = read(_packed(written))  # the copy is known as one, though its numbers are others
    body = members(formats.write(again, [edit(again, "and", "or")]))["word/document.xml"].decode()
    assert body.count(">or ") == 2


def _numbers_differ(body: str) -> bool:
    numbers = re.findall(r'<w:(?:ins|del|rPrChange|comment) [^>]*?w:id="(\d+)"', body)
    return len(numbers) == len(set(numbers))


def test_comments_on_what_hangs_on_a_paragraph_stand_at_its_end() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{paragraph(run("It is here."))}</w:footnote>'
    body = paragraph(BOXES, run("Beside it")) + paragraph(run("A port"), note)
    header = paragraph(run("Over it"))
    document = read(package(body, footnotes=notes, header1=header))
    changes = [
        item(document, "and here", "or here"),
        item(document, "is here", None, reason="so it was"),
        item(document, "Over", "On"),
    ]
    edits = [each.edit for each in changes if each.edit]
    review = Review(items=tuple(changes), track_changes=True)
    written = members(formats.write(document, edits, review))
    mark = '<w:r><w:commentReference w:id="{}"/></w:r></w:p>'
    body = written["word/document.xml"].decode()
    comments = written["word/comments.xml"].decode()
    numbers = re.findall('<w:comment w:id="(.)"', comments)
    assert "“and here”: It is wrong" in comments
    assert "Kept as it is: so it was – “is here”: It is wrong" in comments
    assert len(numbers) == 2  # a header hangs on nothing
    assert run("Beside it") + mark.format(numbers[0]) in body
    assert note + mark.format(numbers[1]) in body
    assert body.count("commentReference") == 2
    assert b"commentReference" not in written["word/footnotes.xml"]


def test_a_change_in_the_look_of_a_run_is_numbered_anew_in_each_part_of_it() -> None:
    look = '<w:b/><w:rPrChange w:id="7" w:author="Bo"><w:rPr/></w:rPrChange>'
    document = read(package(paragraph(run("It is forces Russian armies here.", look))))
    change = item(document, "forces Russian", "Russian")
    assert change.edit is not None
    written = formats.write(document, [change.edit], Review((change,), track_changes=True))
    body = members(written)["word/document.xml"].decode()
    assert body.count("<w:rPrChange ") == 3
    assert _numbers_differ(body)


def test_a_package_without_relations_of_its_body_gets_them() -> None:
    parts = members(package(paragraph(run("He does not there was a fire."))))
    del parts["word/_rels/document.xml.rels"]
    document = read(_packed(parts))
    change = item(document, "does not there was", "said there was no")
    assert change.edit is not None
    data = formats.write(document, [change.edit], Review((change,), track_changes=True))
    assert b'Target="comments.xml"' in members(data)["word/_rels/document.xml.rels"]
    assert "It is wrong" in members(data)["word/comments.xml"].decode()


WORDS = st.lists(st.sampled_from(list(SHOWN)), min_size=1, max_size=5)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(WORDS, st.data())
def test_an_edited_file_reads_as_the_edited_text(names: list[str], data: st.DataObject) -> None:
    body = "".join(paragraph(SHOWN[name][0] + run(" It ends here.")) for name in names)
    original = package(body)
    document = read(original)
    assert formats.write(document, []) == original
    edits = []
    for segment in document.segments:
        inlines = [i.span for i in document.inlines if segment.span.covers(i.span)]
        low = max((i.end for i in inlines), default=segment.span.start)
        start = data.draw(st.integers(low, segment.span.end))
        end = data.draw(st.integers(start, segment.span.end))
        edits.append(
            Edit(Span(start, end), data.draw(st.sampled_from(["", "new", " a < b ", "é"])))
        )
    expected = formats.apply(document.text, edits)
    for review in (None, Review(track_changes=True)):
        assert _spaced(read(formats.write(document, edits, review)).text) == _spaced(expected)


def _spaced(text: str) -> list[str]:
    return text.split()


def test_decisions_show_as_tracked_changes_and_comments() -> None:
    data = package(paragraph(run("It is forces Russian armies. "), run("Two were saved.", BOLD)))
    document = read(data)
    moment = "2026-11-30T14:00:00.5+00:00"
    done = item(document, "forces Russian", "Russian", reviewer="Ann <a@b>", at=moment)
    kept = item(document, "Two", None, reviewer="Bo", reason="house style", at=moment)
    review = Review(items=(done, kept), track_changes=True)
    assert done.edit is not None
    written = members(formats.write(document, [done.edit], review))
    body, comments = (written[f"word/{n}.xml"].decode() for n in ("document", "comments"))
    assert '<w:del w:id="2" w:author="Ann &lt;a@b&gt;" w:date="2026-11-30T14:00:00Z">' in body
    assert '<w:delText xml:space="preserve">forces </w:delText>' in body
    assert body.count("<w:commentReference ") == comments.count("<w:comment ") == 2
    assert "It is wrong &amp; so (a-rule)" in comments
    assert "Kept as it is: house style – It is wrong &amp; so (a-rule)" in comments
    assert b"/word/comments.xml" in written["[Content_Types].xml"]
    assert b'Target="comments.xml"' in written["word/_rels/document.xml.rels"]
    again = formats.write(read(_packed(written)), [], None)
    assert again == _packed(written)


def _packed(parts: dict[str, bytes]) -> bytes:
    return archive({name: content.decode("latin-1") for name, content in parts.items()})


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for n in range(9):
            made.writestr(f"word/{n}.bin", b"\0" * 2**26)
    return out.getvalue()


def _twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("a.xml", "1")
        made.writestr("a.xml", "2")
    return out.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (_bomb, "unpacks to more than 512 MB"),
    "two members": (_twice, "has two members 'a.xml'"),
    "a path": (lambda: archive({"../../etc/x": ""}), "has a member outside of its folder"),
    "a root": (lambda: archive({"/etc/x": ""}), "has a member outside of its folder"),
    "cut off": (lambda: package(paragraph(run("One")))[:-40], "is no whole DOCX file"),
    "no archive": (lambda: b"Just text", "is no whole DOCX file"),
    "nothing": (lambda: b"", "is no whole DOCX file"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is an old Office file"),
    "a ZIP": (lambda: archive({"a.txt": "x"}), "it has no document in it"),
    "entities": (lambda: archive({**_parts(), "word/document.xml":
                 '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}), "declares entities"),
    "deep": (lambda: package("<w:sdt>" * 3000 + "</w:sdt>" * 3000), "nests its elements"),
    "broken": (lambda: package("<w:p>"), "is no well-formed XML"),
}  # fmt: skip


def _parts() -> dict[str, str]:
    return {name: content.decode("latin-1") for name, content in members(package("")).items()}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_does_harm_is_refused_in_one_line(name: str) -> None:
    make, reason = HOSTILE[name]
    with pytest.raises(InputError, match=reason) as caught:
        read(make())
    assert "\n" not in str(caught.value)


def test_damage_in_a_member_is_told() -> None:
    data = package(paragraph(run("One of many words that are here, " * 50)))
    at = data.index(b"word/document.xml") + 40
    broken = data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 20]) + data[at + 20 :]
    with pytest.raises(InputError, match=r"is damaged at word/document.xml"):
        read(broken)


def test_a_package_whose_lists_are_damaged_takes_no_comments() -> None:
    parts = members(package(paragraph(run("He does not there was a fire."))))
    parts["[Content_Types].xml"] = b"<Types"
    document = read(archive({name: content.decode() for name, content in parts.items()}))
    change = item(document, "does not there was", "said there was no")
    assert change.edit is not None
    with pytest.raises(InputError, match=r"a.docx: \[Content_Types\].xml is no well-formed XML"):
        formats.write(document, [change.edit], Review((change,), track_changes=True))


def _pandoc(*arguments: str) -> str:
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed")
    command = ["pandoc", "--wrap=none", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _sample(folder: Path, program: str) -> Path:
    """A real file: of pandoc, of LibreOffice (from pandoc's), or of python-docx."""
    path = folder / "a.docx"
    if program == "python-docx":
        made = docx.Document()
        made.add_heading("The fire")
        line = made.add_paragraph("The deployment of forces Russian armies has ")
        line.add_run("prompted").bold = True
        line.add_run(" a reaction. He does not there was a fire, said the mayor.")
        made.add_table(1, 1).cell(0, 0).text = "Three ships lay here."
        made.sections[0].header.paragraphs[0].text = "The paper of today"
        made.save(str(path))
        return path
    (folder / "a.md").write_text(MARKDOWN)
    _pandoc(str(folder / "a.md"), "-o", str(path))
    if program == "LibreOffice":
        if not shutil.which("soffice"):
            pytest.skip("LibreOffice is not installed")
        for suffix, source in (("odt", path), ("docx", folder / "a.odt")):
            _soffice(folder, suffix, source)
    return path


def _soffice(folder: Path, suffix: str, source: Path) -> None:
    home = f"-env:UserInstallation=file://{folder}/profile"
    paths = ["--outdir", str(folder), str(source)]
    command = ["soffice", home, "--headless", "--convert-to", suffix, *paths]
    subprocess.run(command, capture_output=True, check=True, timeout=120)


@pytest.mark.parametrize("program", ["pandoc", "LibreOffice", "python-docx"])
def test_files_of_real_programs_come_back_and_open_again(tmp_path: Path, program: str) -> None:
    path = _sample(tmp_path, program)
    document = formats.read(path)
    assert formats.write(document, []) == path.read_bytes()
    changes = {"forces Russian armies": "Russian armed forces", "lay here": "were <here>",
               "does not there was": "did not say there was"}  # fmt: skip
    items = [item(document, old, new, reviewer="Ann") for old, new in changes.items()]
    edits = [each.edit for each in items if each.edit]
    plain, tracked = tmp_path / "plain.docx", tmp_path / "tracked.docx"
    plain.write_bytes(formats.write(document, edits))
    review = Review(items=tuple(items), track_changes=True)
    tracked.write_bytes(formats.write(document, edits, review))
    expected = formats.apply(document.text, edits)
    assert formats.read(plain).text == formats.read(tracked).text == expected
    docx.Document(str(tracked))
    before = _pandoc("-t", "markdown", str(path))
    after = _pandoc("-t", "markdown", str(plain))
    assert "Russian armed forces" in after
    assert _pandoc("-t", "markdown", "--track-changes=reject", str(tracked)) == before
    assert _pandoc("-t", "markdown", "--track-changes=accept", str(tracked)) == after


def test_libreoffice_opens_tracked_changes(tmp_path: Path) -> None:
    path = _sample(tmp_path, "LibreOffice")
    document = formats.read(path)
    change = item(
        document, "forces Russian armies", "Russian armed forces", at="2026-11-30T14:00:00"
    )
    assert change.edit is not None
    review = Review(items=(change,), track_changes=True)
    path.write_bytes(formats.write(document, [change.edit], review))
    for suffix, source in (("odt", path), ("docx", tmp_path / "a.odt")):
        _soffice(tmp_path, suffix, source)
    shown = _pandoc("-t", "markdown", "--track-changes=all", str(path))
    assert '[armed forces]{.insertion author="mtreview"' in shown
    assert b"It is wrong &amp; so (a-rule)" in members(path.read_bytes())["word/comments.xml"]


ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p>A frame hangs here.<draw:frame text:anchor-type="char" svg:width="6cm" svg:height="3cm">
<draw:text-box><text:p>Three ships lay in the frame.</text:p><text:p>It burned.</text:p>
</draw:text-box></draw:frame></text:p>
<text:p>A shape hangs here.<draw:custom-shape text:anchor-type="char" svg:width="6cm"
 svg:height="3cm"><text:p>Two ships lay in the shape.</text:p><draw:enhanced-geometry
 draw:type="rectangle" draw:enhanced-path="M 0 0 L 9 0 9 9 0 9 Z N"/></draw:custom-shape></text:p>
</office:text></office:body></office:document>"""


@pytest.mark.parametrize("tracked", [False, True])
def test_libreoffice_reads_its_text_boxes_edited(tmp_path: Path, tracked: bool) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "a.fodt").write_text(ODT)
    _soffice(tmp_path, "docx", tmp_path / "a.fodt")
    path = tmp_path / "a.docx"
    document = formats.read(path)
    assert [segment.span.of(document.text) for segment in document.segments] == [
        "A frame hangs here.", "Three ships lay in the frame.", "It burned.",
        "A shape hangs here.", "Two ships lay in the shape.",
    ]  # fmt: skip
    changes = [item(document, "Three ships", "Four boats"), item(document, "Two", "Some")]
    edits = [each.edit for each in changes if each.edit]
    before = members(path.read_bytes())["word/document.xml"].decode()
    written = formats.write(document, edits, Review(tuple(changes), track_changes=tracked))
    path.write_bytes(written)
    said = [comment.text for comment in docx.Document(str(path)).comments]
    assert said == [
        f"“{old}”: It is wrong & so (a-rule)" for old in ("Three ships", "Two") if tracked
    ]
    after = members(written)["word/document.xml"].decode()
    assert before.count("ships lay") == 4  # each text twice
    assert after.count(">Some<" if tracked else "Some ships lay in the shape.") == 2
    assert _numbers_differ(after)
    _soffice(tmp_path, "fodt", path)
    opened = (tmp_path / "a.fodt").read_text("utf-8")
    plain = re.sub("<[^>]*>", "", opened)
    assert "Four boats lay in the frame." in plain
    assert "Some ships lay in the shape." in plain
    assert ("Two" in plain) == ("<text:changed-region" in opened) == tracked
    assert opened.count("<office:annotation ") == (2 if tracked else 0)
    assert ("“Three ships”: It is wrong &amp; so (a-rule)" in plain) == tracked


def test_a_relation_to_nothing_is_passed_over() -> None:
    parts = members((Path(__file__).parent / "samples" / "letter.docx").read_bytes())
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(
        b"</Relationships>", b'<Relationship Id="x"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for member, content in parts.items():
            made.writestr(member, content)
    assert formats.read_bytes(out.getvalue(), "a.docx").segments
