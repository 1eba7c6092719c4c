"""The corrected text as a file beside the document."""

from pathlib import Path

from mtreview import formats
from mtreview.errors import InputError
from mtreview.files import write_atomically
from mtreview.report.text import plural
from mtreview.tui.job import Job


def beside(path: Path) -> Path:
    """The name that is proposed: NAME.corrected.txt next to NAME.txt."""
    return path.with_name(f"{path.stem}.corrected{path.suffix}")


def target(job: Job, answer: str) -> Path:
    """Return the file that an answer means; InputError where it is none that may be written."""
    if not answer.strip():
        raise InputError("nothing was written: no file was named")
    path = Path(answer.strip()).expanduser()
    if path.exists() and job.path.exists() and path.samefile(job.path):
        raise InputError("that is the document itself: give the corrected text another name")
    return path


def write(job: Job, path: Path, *, force: bool) -> str:
    """Write the corrected document; return a line that says so, and what is still open."""
    if job.desk is None:
        raise InputError("the document is still being read")
    edits, counts = job.desk.edits(), job.desk.counts
    write_atomically(path, formats.write(job.document, edits), force=force)
    still = "no finding is open" if not counts.open else f"{plural(counts.open, 'finding')} open"
    lost = f"; {plural(len(job.desk.lost), 'decision')} had no place" if job.desk.lost else ""
    said = f"Wrote {path}: {plural(len(edits), 'change')}; {still}{lost}."
    if job.has_changed:
        said += " The document has changed since: this is the text as it was opened."
    return said
