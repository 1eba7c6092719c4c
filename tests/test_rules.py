"""The facts about a rule, on the terminal and on the page."""

import runpy
import sys
from pathlib import Path

import pytest

from mtreview.calibration import UNCALIBRATED, Calibration
from mtreview.detectors import load_pack
from mtreview.detectors.detector import Detector, Flagged, Missed, Words
from mtreview.detectors.facts import Facts, facts_of
from mtreview.model import Severity
from mtreview.report.rules import explained, listed, page

ROOT = Path(__file__).resolve().parent.parent
PAGE = """A word is wrong
| and a_line long.

Engines write
it.

They do so often.

    Faulty: a wrong word
    Instead: a right word

Names pass. Missed: verbs.
"""


def facts(**changes: object) -> Facts:
    values = {
        "rule": "wrong-word",
        "page": PAGE,
        "category": "Style",
        "severity": Severity.MINOR,
        "confidence": 0.8,
        "watch": Words(frozenset({"wrong"})),
        "find": lambda *_: (),
        "flagged": (Flagged("A ⟦wrong⟧ `word`.", "right"), Flagged("⟦Wrong⟧\n\nword |.", "")),
        "passing": ("A right word.",),
        "misses": (Missed("It ⟦wrongs⟧ him."),),
    }
    return facts_of(Detector(**(values | changes)), Calibration("t", {"wrong-word": (12, 9.5)}))  # type: ignore[arg-type]


def test_a_page_is_read_by_its_parts() -> None:
    known = facts()
    assert known.what == "A word is wrong | and a_line long."
    assert known.why == "Engines write it.\nThey do so often."
    assert (known.passes, known.misses) == ("Names pass.", "Verbs.")
    assert known.forms == ()
    assert known.measured == "9.5 of 12"
    assert known.confidence == (9.5 + 20 * 0.8) / (12 + 20)


def test_several_rules_of_a_page_say_each_what_they_find() -> None:
    assert facts(what="A verb is wrong.").what == "A verb is wrong."


def test_what_was_not_measured_is_said_so() -> None:
    assert facts(rule="another").measured == "not met in labelled text yet"


def test_an_entry_of_a_pack_shows_its_patterns() -> None:
    entry = next(d for d in load_pack("ru") if d.rule == "ru/cherez-dnej")
    known = facts_of(entry, UNCALIBRATED)
    assert known.forms[-1] == "[after through {num}|{count} {span}]  ->  after … …"
    assert known.why == ""
    assert any(known.forms[-1] in line for line in explained(known))


def test_the_terminal_shows_everything() -> None:
    shown = "\n".join(explained(facts(), width=40))
    for part in (
        "wrong-word\n==========\n",
        "Style; minor; confidence 0.80",
        "What\n  A word is wrong | and a_line long.",
        "Why\n  Engines write it.\n  They do so often.",
        "  - A ⟦wrong⟧ `word`.\n    → right\n  - ⟦Wrong⟧  word |.\n    → (delete)",
        "Not flagged\n  Names pass.\n  - A right word.",
        "Known misses\n  Verbs.\n  - It ⟦wrongs⟧ him.",
        "Measured: 9.5 of 12",
    ):
        assert part in shown
    assert list(listed([facts()])) == [
        "wrong-word                       minor     9.5 of 12    A word is wrong | and a_line long."
    ]


def test_the_page_shows_everything() -> None:
    shown = page([facts()], {"Russian": [facts(rule="ru/a")]})
    what = "A word is wrong \\| and a\\_line long"
    for part in (
        f"| [wrong-word](#wrong-word) | minor | 9.5 of 12 | {what}. |",
        "## wrong-word\n\nA word is wrong | and a\\_line long.\n\nEngines write it.\n\nThey do",
        "- `` A ⟦wrong⟧ `word`. ``  \n  instead: `right`\n",
        "\n- `⟦Wrong⟧ ↵ word |.`  \n  instead: (delete)\n",
        "\n\nNames pass.\n\nKnown misses: Verbs. `It ⟦wrongs⟧ him.`\n\n",
        "*Style; minor; measured: 9.5 of 12.*",
        "## From Russian\n",
        f"| `ru/a` | {what} | `` A ⟦wrong⟧ `word`. `` | `right` | – |",
    ):
        assert part in shown


def test_a_stale_page_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "scripts" / "rules_page"
    copy.parent.mkdir()
    copy.write_bytes((ROOT / "scripts" / "rules_page").read_bytes())
    written = tmp_path / "docs" / "rules.md"
    written.parent.mkdir()
    main = runpy.run_path(str(copy))["main"]

    def code(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["rules_page", *arguments])
        return int(main())

    assert code("--check") == 1
    assert code() == 0
    assert code("--check") == 0
    written.write_text(written.read_text("utf-8") + "x", "utf-8")
    assert code("--check") == 1
