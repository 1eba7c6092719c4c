"""The rows of a run under way, kept beside OUT, so that one that ended early can be gone on with.

Rows and rejects are appended to files of a folder, OUT.unfinished. Every few seconds they are made
sure to be on the disk, and then a journal is replaced that says how much of them counts; a run that
goes on writes again what stands behind that. The names that users look for are given at the end.
"""

import json
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from mtreview.corpus.outputs import writer_of
from mtreview.corpus.rows import Reject, reject_line
from mtreview.corpus.scoring import Scored
from mtreview.corpus.summary import Summary
from mtreview.errors import ConfigError, InputError
from mtreview.files import atomic_writer, beside, explained, publish, write_atomically

EVERY = 2.0  # seconds of work that a killed run may lose
_ROWS, _REJECTS, _JOURNAL = "rows.jsonl", "rejects.jsonl", "journal.json"


def spool_of(out: Path) -> Path:
    """Where the rows of an unfinished run towards OUT lie."""
    return out.parent / f"{out.name}.unfinished"


def rejects_of(out: Path) -> Path:
    """Where the bad rows of a run towards OUT go."""
    return beside(out, "rejects")


class Spool:
    """What a run has scored and rejected so far; `identity` says of what, with which settings."""

    def __init__(self, out: Path, identity: str) -> None:
        self.folder = spool_of(out)
        self.rows, self.rejects = self.folder / _ROWS, self.folder / _REJECTS
        self.summary = Summary()
        self.read = self.rejected = 0
        self.is_complete = False
        self._out, self._identity = out, identity
        self._files: dict[str, BinaryIO] = {}
        self._settled = time.monotonic()

    def begin(self) -> None:
        """Begin anew, whatever an earlier run left."""
        with explained(self._out):
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir()
            self._open({})

    def resume(self) -> None:
        """Go on with an earlier run; ConfigError if that was of something else."""
        path = self.folder / _JOURNAL
        if not path.is_file():  # it ended before anything was sure
            self.begin()
            return
        try:
            lengths = self._taken_up(json.loads(path.read_bytes()))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InputError(f"{path} is damaged: begin anew with --force") from None
        if not self.is_complete:
            with explained(self._out):
                self._open(lengths)

    def _taken_up(self, journal: dict[str, Any]) -> dict[str, int]:
        """Take over what a journal says was done; return how much of the files counts."""
        if journal["identity"] != self._identity:
            raise ConfigError(
                f"{self.folder} is of another corpus, other settings or another version: finish it "
                "as it was begun, or begin anew with --force"
            )
        self.summary = Summary.restored(journal["summary"])
        self.read, self.rejected = journal["read"], journal["rejected"]
        self.is_complete = journal["complete"]
        lengths: dict[str, int] = journal["bytes"]
        return lengths

    def _open(self, lengths: dict[str, int]) -> None:
        for name in (_ROWS, _REJECTS):
            path, length = self.folder / name, lengths.get(name, 0)
            file = self._files[name] = path.open("r+b" if length else "wb")
            if os.fstat(file.fileno()).st_size < length:
                raise InputError(f"{path} is damaged: begin anew with --force")
            file.truncate(length)
            file.seek(length)

    def add(self, scored: Scored) -> None:
        """Append scored rows, those that failed, and what they come to."""
        with explained(self._out):
            self._files[_ROWS].write(scored.lines)
        for reject in scored.rejects:
            self.reject(reject)
        self.summary.merge(scored.summary)
        self.read += scored.rows
        if time.monotonic() - self._settled > EVERY:
            self.settle()

    def reject(self, reject: Reject) -> None:
        """Append a bad row."""
        with explained(self._out):
            self._files[_REJECTS].write(reject_line(reject))
        self.rejected += 1

    def settle(self, complete: bool = False) -> None:
        """Make sure of all that came so far."""
        with explained(self._out):
            for file in self._files.values():
                file.flush()
                os.fsync(file.fileno())
        journal: dict[str, Any] = {
            "identity": self._identity,
            "bytes": {name: file.tell() for name, file in self._files.items()},
            "read": self.read,
            "rejected": self.rejected,
            "complete": complete,
            "summary": self.summary.state(),
        }
        write_atomically(self.folder / _JOURNAL, json.dumps(journal).encode(), force=True)
        self._settled = time.monotonic()

    def finish(self, force: bool) -> None:
        """Give rows and rejects their names, and leave nothing else; may be done again."""
        if not self.is_complete:
            self.settle(complete=True)
        self._close()
        bad = rejects_of(self._out)
        if self.rejected:
            self._publish(self.folder / _REJECTS, bad, force)
        else:
            bad.unlink(missing_ok=True)  # those of an earlier run that this one replaces
        self._publish(self._formed(), self._out, force)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _formed(self) -> Path:
        """What becomes OUT: the rows as they are, or in the form that its name asks for."""
        form = writer_of(self._out)
        rows, formed = self.folder / _ROWS, self.folder / "formed"
        if form is None:
            return rows
        if rows.exists():
            with rows.open("rb") as lines, atomic_writer(formed, force=True) as file:
                form(lines, file)
            rows.unlink()
        return formed

    def _publish(self, file: Path, path: Path, force: bool) -> None:
        """Name a file, unless that was done before the last run ended."""
        if not file.exists():
            return
        if path.exists() and path.samefile(file):
            file.unlink()
        else:
            publish(file, path, force=force)

    def close(self) -> bool:
        """Leave what is sure for another run; tell whether it is worth one."""
        self._close()
        is_kept = self.summary.segments > 0 and (self.folder / _JOURNAL).exists()
        if not is_kept:
            shutil.rmtree(self.folder, ignore_errors=True)
        return is_kept

    def _close(self) -> None:
        for file in self._files.values():
            with suppress(OSError):  # of a full disk, which has been told
                file.close()
