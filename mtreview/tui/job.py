"""A document of the review: read, then checked, then on a desk with the decisions made so far."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtreview import formats
from mtreview.config import Profile
from mtreview.errors import MtreviewError
from mtreview.model import Document
from mtreview.review.anchor import content_of
from mtreview.review.desk import Desk
from mtreview.review.recall import Memory
from mtreview.review.session import Session
from mtreview.review.stage import Stage
from mtreview.review.standing import Standing
from mtreview.review.stopwatch import Stopwatch


@dataclass
class Job:
    """One document and all that is known of it by now; `failure` says why there is no desk."""

    document: Document
    path: Path
    session: Session
    settings: Mapping[str, Any] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)
    memory: Memory | None = None
    watch: Stopwatch = field(default_factory=Stopwatch)
    desk: Desk | None = None
    standing: Standing | None = None
    failure: str = ""
    read: int = 0
    shown: int = 0
    is_read: bool = False
    touched: str = ""
    _stamp: tuple[int, int] | None = field(init=False)  # of the file as it was seen last

    def __post_init__(self) -> None:
        self._stamp = _stamp(self.path)

    def take(self, stage: Stage) -> None:
        """Lay out as much of the document as was checked."""
        self.read, self.shown, self.is_read = stage.read, stage.shown, stage.is_last
        if stage.result is None:
            return
        known = self.desk.rechecks if self.desk is not None else None
        try:
            self.desk = Desk(
                self.session, stage.result, self.path, memory=self.memory, rechecks=known
            )
        except MtreviewError as error:
            self.failure = str(error)
            return
        self.standing = Standing(self.desk, stage.result, self.profile)

    @property
    def progress(self) -> str:
        """How far the check is, in words; "" once it is done."""
        if self.is_read or self.failure:
            return ""
        count = len(self.document.segments)
        return f"reading {self.read:,} of {count:,} …" if self.read else "reading …"

    def look_up(self) -> None:
        """See when the document was last worked on."""
        with suppress(MtreviewError):
            known = self.session.find(self.path, content_of(self.document.text))
            self.touched = known.touched if known is not None else ""

    def look_at_file(self) -> str:
        """Return what became of the file since somebody looked, in words; "" if nothing did."""
        before, self._stamp = self._stamp, _stamp(self.path)
        if self._stamp == before:
            return ""
        name = self.path.name
        if self._stamp is None:
            return f"{name} was moved or deleted; what you decide is kept, and x writes the text."
        if not self.has_changed:
            return ""
        return f"{name} was changed meanwhile; what you decide is kept. Open it anew to go on."

    @property
    def has_changed(self) -> bool:
        """Whether the file holds another text by now than the one on the desk."""
        try:
            return self.path.read_bytes() != formats.write(self.document, ())
        except OSError:
            return False

    def enter(self) -> str:
        """Let the session remember that the document was opened; return who else is at work."""
        content = content_of(self.document.text)
        other = self.session.others_at_work(self.path, content)
        if not self.session.read_only:
            self.session.enter(self.path, content, self.settings)
        return other

    @property
    def figures(self) -> tuple[str, str, str]:
        """Quality, penalty and open findings, as they are now; dots while the text is read."""
        if self.desk is None or self.standing is None:
            return ("—", "—", "—") if self.failure else ("…", "…", "…")
        score = self.standing.score
        return f"{score.quality:.1f}", f"{0.0 - score.penalty:.1f}", f"{self.desk.counts.open:,}"


def _stamp(path: Path) -> tuple[int, int] | None:
    """By what it shows that a file was written; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
