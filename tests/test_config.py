"""Settings: what may be said, and one clear line for what may not."""

from pathlib import Path

import pytest

from mtreview.config import Config, find_config, load_config
from mtreview.errors import ConfigError
from mtreview.model import Severity
from mtreview.silence import Silence


def load(tmp_path: Path, text: str, name: str = "mtreview.toml") -> Config:
    path = tmp_path / name
    path.write_text(text)
    return load_config(path)


def test_every_key(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        'source-lang = "fr"\nselect = ["fr"]\nignore = ["fr/x"]\nmin-severity = "minor"\n'
        'min-confidence = 0.5\nfail-on = "never"\nencoding = "cp1252"\nreviewer = "Ada"\n'
        "[profile]\nminor = 2\npunctuation = 0\ncap = 30\n",
    )
    assert config.source_lang == "fr"
    assert config.select == ("fr",)
    assert config.ignore == ("fr/x",)
    assert config.min_severity is Severity.MINOR
    assert config.min_confidence == config.confidence_floor == 0.5
    assert (config.fail_on, config.encoding, config.reviewer) == ("never", "cp1252", "Ada")
    assert config.profile.weights[Severity.MINOR] == 2
    assert config.profile.weights[Severity.MAJOR] == 5
    assert (config.profile.punctuation, config.profile.cap) == (0, 30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('sorce-lang = "fr"', "did you mean “source-lang”"),
        ("source-lang = 3", "source-lang"),
        ('min-severity = "big"', "neutral, minor, major or critical"),
        ("min-confidence = 2", "0 to 1"),
        ("min-confidence = true", "0 to 1"),
        ('select = "fr"', "list of rule names"),
        ("[profile]\nmajr = 2", "did you mean “major”"),
        ("[profile]\nmajor = -2", "major"),
        ("[profile]\nmajor = nan", "0 to 1000"),
        ("[profile]\ncap = inf", "0 to 1000"),
        (f"[profile]\nminor = {'1' * 400}", "0 to 1000"),
        ("min-confidence = nan", "0 to 1"),
        ('source-lang = ""', "language code"),
        ('silence = "a"', "it is a table with paths and rules"),
        ("[[silence]]", "silence needs “paths”, a list of globs"),
        ('[[silence]]\npaths = ["a"]', "silence needs “rules”, a list of rules"),
        ('[[silence]]\npaths = []\nrules = ["a"]', "silence needs “paths”"),
        ('[[silence]]\npaths = ["a"]\nrules = [3]', "silence needs “rules”"),
        ('[[silence]]\npath = ["a"]', "did you mean “paths”"),
        ('[[silence]]\npaths = ["/a"]\nrules = ["a"]', "cannot go by “/a”; it is a path below"),
        ('[[silence]]\npaths = [""]\nrules = ["a"]', "cannot go by “”"),
        ('[[silence]]\npaths = ["../a"]\nrules = ["a"]', "cannot go by “../a”"),
        ("[[silence]]\npaths = ['a\\b']\nrules = [\"a\"]", "with / between names"),
        ('[[silence]]\npaths = ["C:/a"]\nrules = ["a"]', "cannot go by “C:/a”"),
        ('[[silence]]\npaths = ["a**/b"]\nrules = ["a"]', "** stands between slashes"),
        ('[[silence]]\npaths = ["[a"]\nrules = ["a"]', "a bracket is not closed"),
        ('[keys]\naccept = ""', '“accept” has no key under [keys]; say accept = "space'),
        ("[keys]\naccept = 3", "“accept” is no text under [keys]"),
        ("= 3", "not valid TOML"),
        (f"a = {'[' * 100_000}", "not valid TOML"),
        (f"a = {'1' * 5000}", "not valid TOML"),
        (f"# {'x' * 2**20}", "larger than 1 MB"),
    ],
)
def test_what_cannot_be_meant_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, text)
    assert said in str(raised.value)
    assert "mtreview.toml" in str(raised.value)


def test_rules_are_silenced_for_paths(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        'source-lang = "fr"\n'
        '[[silence]]\npaths = ["archive/**", "*.quotes.txt"]\nrules = ["doubled-word", "fr/*"]\n'
        '[[silence]]\npaths = ["archive/old"]\nrules = ["mojibake"]\n',
    )
    assert config.silenced(tmp_path / "a.txt") == ()
    assert config.silenced(tmp_path / "b" / "a.quotes.txt") == ("doubled-word", "fr/*")
    assert config.silenced(tmp_path / "archive" / "old" / "a.txt") == (
        "doubled-word",
        "fr/*",
        "mojibake",
    )
    assert config.silenced(tmp_path.parent / "archive" / "a.txt") == ()
    assert config.silenced(None) == ()


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("a.txt", "a.txt", True),
        ("a.txt", "b/c/a.txt", True),
        ("a.txt", "b/a.txt/c", True),
        ("a.txt", "b/aa.txt", False),
        ("b/a.txt", "b/a.txt", True),
        ("b/a.txt", "c/b/a.txt", False),
        ("b/*.txt", "b/a.txt", True),
        ("b/*.txt", "b/c/a.txt", False),
        ("b/**/a.*", "b/a.txt", True),
        ("b/**/a.*", "b/c/d/a.txt", True),
        ("b/**/a.*", "c/b/a.txt", False),
        ("b/**", "b/c/d.txt", True),
        ("b/**", "bb/c.txt", False),
        ("b/", "c/b/d.txt", True),
        ("b?/[ac].txt", "b1/c.txt", True),
        ("b?/[ac].txt", "b1/b.txt", False),
        ("*", "b/c.txt", True),
        ("**/c.txt", "c.txt", True),
    ],
)
def test_which_files_a_glob_fits(glob: str, path: str, fits: bool) -> None:
    folder = Path("/nowhere").resolve()
    assert Silence(folder, (glob,), ("a",)).covers(folder / path) is fits


def test_a_table_of_pyproject_counts_if_it_is_there(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert find_config(inner) in (None, find_config(tmp_path))
    outer = tmp_path / "pyproject.toml"
    outer.write_text('[tool.mtreview]\nsource-lang = "de"\n')
    assert find_config(inner) == outer
    assert load_config(outer).source_lang == "de"


@pytest.mark.parametrize("text", ["tool = 3", "[tool]", '[project]\nname = "x"'])
def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text)
    assert find_config(tmp_path) != path
    assert load_config(path) == Config()


def test_a_table_of_pyproject_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="it is a table"):
        load(tmp_path, "[tool]\nmtreview = 3", "pyproject.toml")


def test_settings_that_are_there_and_cannot_be_read_are_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "mtreview.toml"
    path.mkdir()
    assert find_config(tmp_path) == path
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(path)
    path.rmdir()
    path.symlink_to("nosuch.toml")
    assert find_config(tmp_path) == path
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(path)


def test_a_byte_order_mark_is_no_part_of_the_settings(tmp_path: Path) -> None:
    assert load(tmp_path, '\ufeffsource-lang = "fr"').source_lang == "fr"


def test_what_is_given_goes_over_what_was_read() -> None:
    config = Config(source_lang="fr", select=("a",))
    assert config.override(source_lang=None, select=()) == config
    assert config.override(source_lang="de").source_lang == "de"
