"""The README shows what the program says."""

import re
from pathlib import Path

import pytest

from mtreview.cli import run

QUALITY = re.compile(r"quality \d+\.\d")
ROOT = Path(__file__).resolve().parent.parent


def rounded(said: str) -> str:
    """Without the quality, whose last digits may differ from one processor to the next."""
    return QUALITY.sub("quality", said)


@pytest.mark.model
def test_the_sample_is_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    sample = re.search(r"```\n\$ mtreview (.*?)\n(.*?)\n```", readme, re.DOTALL)
    assert sample
    monkeypatch.chdir(ROOT)
    run(sample[1].split())
    assert rounded(capsysbinary.readouterr().out.decode().rstrip()) == rounded(sample[2])


def test_every_command_is_named() -> None:
    from mtreview.cli import COMMANDS

    readme = (ROOT / "README.md").read_text("utf-8")
    assert [command for command in COMMANDS if f"mtreview {command}" not in readme] == []


def test_every_link_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
