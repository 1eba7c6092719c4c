"""A run over the files of a corpus on a cluster: which parts there are, and which are done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtreview.config import Config
from mtreview.corpus.identity import digest_of
from mtreview.corpus.inputs import STDIN
from mtreview.corpus.names import named_files, size_of
from mtreview.corpus.packed import form_suffix
from mtreview.corpus.places import corpora_at, exists, is_remote, opened, written
from mtreview.corpus.shards import Shard, finished
from mtreview.corpus.summary import Summary, Total
from mtreview.errors import ConfigError, InputError

_FORMS = (".parquet", ".tsv")  # of the parts, if OUT's name ends so; else they are JSON lines


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of a corpus, one a file, in the order in which they make the whole."""

    out: str
    run: str  # the digest of what their result depends on
    shards: tuple[Shard, ...]

    def claim(self, resume: bool) -> dict[int, Total]:
        """Take OUT for this run; return what parts of an earlier one came to, by number.

        Raises InputError if OUT is not ours to write to, ConfigError if it is of another corpus.
        """
        mark = f"{self.out}/_states/run"
        if not exists(mark):
            if not is_remote(self.out) and Path(self.out).exists():
                raise InputError(f"{self.out} exists already: name a folder that does not")
            with written(mark) as file:
                file.write(self.run.encode())
            return {}
        if not resume:
            raise InputError(f"{self.out} holds a run: --resume goes on with it")
        with opened(mark) as file:
            if file.read() != self.run.encode():
                raise ConfigError(
                    f"{self.out} is of another corpus, other settings or another version: finish "
                    "it as it was begun, or name another folder"
                )
        states = ((number, finished(shard)) for number, shard in enumerate(self.shards))
        return {number: state for number, state in states if state}


def plan(names: Sequence[str], out: str, config: Config, form: str | None) -> Plan:
    """What is to be done for a corpus; OUT is a folder, a path or an address of a store."""
    place = out.rstrip("/") if is_remote(out) else str(Path(out).absolute())
    files = [found for name in names for found in _files(name, place)]
    asked = form_suffix(place)
    suffix = asked if asked in _FORMS else ".jsonl"
    shards = [
        Shard(
            file,
            file if is_remote(file) else str(Path(file).absolute()),
            f"{place}/{number:05d}-{_stem(file)}{suffix}",
            size,
            form,
            config.encoding,
            must_name=len(files) > 1,
            fields=config.fields,
        )
        for number, (file, size) in enumerate(files)
    ]
    read = repr((files, form)).encode(errors="replace")
    return Plan(place, digest_of(config, read), tuple(shards))


def total_of(states: Mapping[int, Total]) -> Total:
    """What all parts come to; InputError where no row could be used."""
    summary = Summary()
    for _, state in sorted(states.items()):
        summary.merge(state.summary)
    first = next((state.first for _, state in sorted(states.items()) if state.first), "")
    if first and not summary.segments:
        raise InputError(f"the corpus has no row that can be used: {first}")
    return Total(summary, sum(state.rejected for state in states.values()), first)


def _stem(file: str) -> str:
    """A file's name without what tells its form."""
    return Path(file).name.partition(".")[0]


def _files(name: str, out: str) -> list[tuple[str, int]]:
    """The files that a name stands for, with their sizes; nothing of OUT, which may lie in it."""
    if name == STDIN:
        raise ConfigError("--engine ray reads files that its workers can open, not standard input")
    if is_remote(name):
        return [found for found in corpora_at(name) if not found[0].startswith(f"{out}/")]
    skipped = () if is_remote(out) else (Path(out),)
    return [(file, size_of(file)) for file in named_files([name], skipped)]
