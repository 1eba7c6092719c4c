"""A document of texts that come one by one, each a segment and a paragraph of its own."""

from collections.abc import Sequence

from mtreview.model import Document, Segment, Span

_GAP = "\n\n"


def joined(
    name: str,
    texts: Sequence[str],
    sources: Sequence[str | None] = (),
    source_lang: str | None = None,
) -> Document:
    """Return the document of some texts, in order; `sources`, if given, is as long as `texts`.

    A text's offsets in the document are its own, moved by where its segment starts.
    """
    segments, at = [], 0
    for n, text in enumerate(texts):
        span = Span(at, at + len(text))
        source = sources[n] if sources else None
        segments.append(Segment(n, span, paragraph=n, source=source))
        at = span.end + len(_GAP)
    return Document(name, _GAP.join(texts), tuple(segments), source_lang=source_lang)
