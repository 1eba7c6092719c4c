"""How many keys an article takes at the desk, worked through as an editor did.

    python scripts/bench/keys_a_finding.py ARTICLE --source-lang fr --keys aaaaadaaaaawaa

`--keys` is what somebody pressed, one key a character; what they do not decide counts as left open.
The desk is the real one, with the model unless --no-model, on a session that is thrown away.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path

from mtreview.config import Config
from mtreview.formats import read
from mtreview.review.gradual import Checks
from mtreview.review.session import Session
from mtreview.tui.app import ReviewApp
from mtreview.tui.job import Job


async def work(path: Path, config: Config, keys: str) -> None:
    """Press the keys, and tell what they came to."""
    with tempfile.TemporaryDirectory() as folder, Session(Path(folder) / "s.db") as session:
        job = Job(read(path, source_lang=config.source_lang), path, session)
        app = ReviewApp([job], Checks(config), lambda _path: job, config.keys)
        async with app.run_test(size=(80, 24)) as pilot:
            while not job.is_read:
                await pilot.pause(0.05)
            await pilot.press(*keys)
            await pilot.pause()
            desk = job.desk
            assert desk is not None
            counts = desk.counts
            decided = counts.total - counts.open
            print(f"{counts.total} findings: {counts.accepted} accepted, {counts.edited} edited, "
                  f"{counts.dismissed} dismissed, {counts.open} left open")  # fmt: skip
            print(f"{len(keys)} keys, {len(keys) / max(decided, 1):.2f} a finding")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("article", type=Path)
    parser.add_argument("--keys", required=True)
    parser.add_argument("--source-lang")
    parser.add_argument("--no-model", action="store_true")
    options = parser.parse_args()
    settings = Config(source_lang=options.source_lang, model=not options.no_model)
    asyncio.run(work(options.article, settings, options.keys))
