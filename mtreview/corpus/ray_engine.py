"""The Ray engine: the files of a corpus on the workers of a cluster, through Ray Data.

Each worker is an actor that loads the rules and the model once and scores one file at a time. A
worker that is killed is begun anew by Ray, and its file with it; one that is slow gets fewer.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from logging import ERROR, getLogger
from typing import Any

from mtreview.corpus.shards import Score, Shard, score_shard
from mtreview.corpus.summary import Total
from mtreview.errors import ConfigError, InputError, MtreviewError

_MISSING = "--engine ray needs Ray: install the extra, `pip install 'mtreview[ray]'`"
_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is sent anywhere unasked
    "RAY_worker_niceness": "0",  # a worker has the share of a core that a local process has
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}


class _Worker:
    """An actor; `begin` returns what scores a window, loaded once."""

    def __init__(self, begin: Callable[[], Score]) -> None:
        self._begin = begin
        self._score: Score | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Score a file; a known error is an answer, since Ray would try a task that fails again."""
        number = row.pop("number")
        try:
            self._score = self._score or self._begin()
            total = score_shard(Shard(**row), self._score)
            return {"number": number, "total": total.dumped(), "error": ""}
        except MtreviewError as error:
            return {"number": number, "total": "", "error": str(error)}


def score_on_ray(
    shards: Iterable[Shard], begin: Callable[[], Score], workers: int | None = None
) -> Iterator[tuple[int, Total]]:
    """Yield the number of each file and what it comes to, as they are finished.

    `workers` are as many actors, each on one core; as many as the cluster has by default. The
    cluster is that of RAY_ADDRESS, else one on this machine. Raises InputError for a file that
    cannot be scored.
    """
    ray = _ray()
    with _cluster(ray, workers) as cores:
        rows = [{**asdict(shard), "number": number} for number, shard in enumerate(shards)]
        size = max(1, min(workers or cores, len(rows)))
        answers = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
            _Worker,
            fn_constructor_args=(begin,),
            compute=ray.data.ActorPoolStrategy(size=size),
            num_cpus=1,
        )
        for answer in answers.iter_rows():
            if answer["error"]:
                raise InputError(answer["error"])
            yield answer["number"], Total.loaded(answer["total"])


@contextmanager
def _cluster(ray: Any, workers: int | None) -> Iterator[int]:
    """Be connected to a cluster; yield its cores. One that was made for this ends with it."""
    was_there = ray.is_initialized()
    if not was_there:
        for name, value in _ENVIRONMENT.items():
            os.environ.setdefault(name, value)
        quiet = {"log_to_driver": False, "logging_level": ERROR, "include_dashboard": False}
        if address := os.environ.get("RAY_ADDRESS"):
            ray.init(address=address, log_to_driver=False, logging_level=ERROR)
        else:
            ray.init(address="local", num_cpus=workers, **quiet)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    getLogger("ray.data").setLevel(ERROR)
    try:
        yield int(ray.cluster_resources().get("CPU", 1))
    except ray.exceptions.RayError as error:
        cause = getattr(error, "cause", None) or error
        raise InputError(f"Ray: {str(cause).strip().splitlines()[0]}") from error
    finally:
        if not was_there:
            ray.shutdown()


def must_have_ray() -> None:
    """Raise ConfigError, which names the extra, where Ray is missing."""
    _ray()


def _ray() -> Any:
    try:
        import ray
        import ray.data
    except ImportError:
        raise ConfigError(_MISSING) from None
    return ray
