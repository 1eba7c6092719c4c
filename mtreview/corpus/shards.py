"""A corpus in many files, each scored by itself: what a cluster's worker does with one of them.

Of a file come its scored rows OUT/PART, its bad rows OUT/_rejects/PART, and its state
OUT/_states/PART, which is written last: what has a state is finished. What begins with `_` is no
data to those who read OUT as the folder of a table.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mtreview.corpus.inputs import Corpus
from mtreview.corpus.outputs import writer_of
from mtreview.corpus.places import exists, opened, written
from mtreview.corpus.rows import Reject, reject_line, said_of
from mtreview.corpus.scoring import Scored
from mtreview.corpus.summary import Summary, Total
from mtreview.corpus.windows import Window, windows

Score = Callable[[Window], Scored]


@dataclass(frozen=True, slots=True)
class Shard:
    """A file and the part that comes of it: rows name it `file`, who opens it goes to `path`."""

    file: str
    path: str
    part: str  # the address of its scored rows
    size: int = 0  # bytes
    form: str | None = None
    encoding: str | None = None
    must_name: bool = True
    fields: str | None = None

    def beside(self, kind: str) -> str:
        """The address of its rejects or of its state."""
        folder, _, name = self.part.rpartition("/")
        return f"{folder}/{kind}/{name.partition('.')[0]}.jsonl"


def finished(shard: Shard) -> Total | None:
    """The state of a file that has been scored, None of one that has not, or whose state is bad."""
    if not exists(shard.beside("_states")):
        return None
    with opened(shard.beside("_states")) as file:
        try:
            return Total.loaded(file.read())
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


def score_shard(shard: Shard, score: Score) -> Total:
    """Score a file, from the beginning; what is not whole is never seen under a final name."""
    corpus = Corpus(
        (shard.file,),
        shard.form,
        shard.encoding,
        opened=lambda _: opened(shard.path),
        must_name=shard.must_name,
        fields=shard.fields,
    )
    summary, rejected, first = Summary(), 0, ""
    with tempfile.TemporaryFile() as rows, tempfile.TemporaryFile() as rejects:
        for item in windows(corpus.rows()):
            bad: Sequence[Reject] = ()
            if isinstance(item, Reject):
                bad = [item]
            else:
                scored = score(item)
                rows.write(scored.lines)
                summary.merge(scored.summary)
                bad = scored.rejects
            for reject in bad:
                rejects.write(reject_line(reject))
                rejected, first = rejected + 1, first or said_of(reject)
        _write(rows, shard.part)
        if rejected:
            _write(rejects, shard.beside("_rejects"))
    total = Total(summary, rejected, first)
    with written(shard.beside("_states")) as file:
        file.write(total.dumped().encode())
    return total


def _write(lines: BinaryIO, address: str) -> None:
    """Write lines in the form that an address asks for."""
    lines.seek(0)
    write = writer_of(Path(address)) or shutil.copyfileobj
    with written(address) as file:
        write(lines, file)
