"""Files of a store: a final name is never half-written."""

from pathlib import Path

import pytest

from mtreview.corpus.places import corpora_at, exists, opened, written
from mtreview.errors import InputError

pytest.importorskip("pyarrow", reason="pyarrow, extra parquet, is not installed")


@pytest.fixture(params=["path", "store"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder by its path, and by its address as a store's."""
    return str(tmp_path) if request.param == "path" else tmp_path.as_uri()


def test_what_is_written_is_there_when_it_is_whole(folder: str, tmp_path: Path) -> None:
    address = f"{folder}/deep/er/a.jsonl"
    with written(address) as file:
        file.write(b"first\n")
        assert not exists(address)
    assert exists(address)
    with opened(address) as found:
        assert found.readline() == b"first\n"
    with pytest.raises(KeyboardInterrupt), written(address) as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert (tmp_path / "deep" / "er" / "a.jsonl").read_bytes() == b"first\n"
    assert len(list((tmp_path / "deep" / "er").iterdir())) == 1


def test_what_is_not_there_is_one_line(folder: str) -> None:
    with pytest.raises(InputError) as caught, opened(f"{folder}/none.jsonl"):
        pass
    assert "\n" not in str(caught.value)
    assert not exists(f"{folder}/none.jsonl")


def test_the_corpora_of_a_store(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.jsonl.gz", "b/a.parquet", "notes.md"):
        (tmp_path / name).write_bytes(b"xyz")
    base = tmp_path.as_uri()
    assert corpora_at(base) == [(f"{base}/b/a.parquet", 3), (f"{base}/z.jsonl.gz", 3)]
    assert corpora_at(f"{base}/z.jsonl.gz") == [(f"{base}/z.jsonl.gz", 3)]
    for address in (f"{base}/nothing", "nostore://x/y"):
        with pytest.raises(InputError):
            corpora_at(address)
