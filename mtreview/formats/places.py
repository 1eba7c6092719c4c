"""Where the text under review stands in the file that it was read from."""

from mtreview.formats.layout import Layout
from mtreview.model import Document, Edit, Span


class Places:
    """The decoded text of a document's file, and what of it stands for parts of the document.

    None of it is known of a format that is no text (a package of several files).
    """

    def __init__(self, document: Document) -> None:
        made = document.layout
        # Subtitles and tables know more than their layout: how an edited cue or cell is written.
        inner = getattr(made, "layout", None) if hasattr(made, "raw") else None
        self._layout: Layout | None = made if isinstance(made, Layout) else inner
        self._is_text = made is None or self._layout is not None
        self._is_spliced = made is None or isinstance(made, Layout)
        self._text = document.text
        self.file = self._layout.raw if self._layout else document.text

    def span(self, span: Span) -> Span | None:
        """The characters of the file that stand for a span of the document, if they can be told."""
        if self._layout is None:
            return span if self._is_text else None
        if not self._layout.pieces or span.end > self._layout.pieces[-1].span.end:
            return None
        start, end = self._layout.before(span.start), self._layout.after(span.end)
        return None if start is None or end is None or end < start else Span(start, end)

    def edits(self, edit: Edit) -> list[Edit]:
        """What an edit of the document changes in the file, if it is written there as it is."""
        if not self._is_spliced:
            return []
        if self._layout is None:
            return [edit]
        return list(self._layout.edits(self._text, [edit]))
