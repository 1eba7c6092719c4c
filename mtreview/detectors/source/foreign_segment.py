"""A segment is no translation of its source: it says something else, or what a neighbour says.

Engines that lose the source write what they have read most: verses, captions, advertisements. Files
whose lines were cut or joined once have every translation one line too early or too late, and a
memory gives one translation to two segments.

    Source: Die Brücke bleibt bis Mai gesperrt. Die Schule öffnet am Montag.
    Faulty: The school opens on Monday. Thank you for watching, and subscribe to the channel.

    Instead: The bridge remains closed until May. The school opens on Monday.

A segment is marked where nothing in it has its like in the source: no name, no figure, no word that
looks alike, none of the things that both surely name, and several such things are named on the one
side or the other. Where the source of a neighbour has what is said, the message tells so. It needs
the source, in a language of the rule packs. Missed: what shares a word with its source by chance,
and short segments.
"""

from collections.abc import Iterator, Sequence

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.source.beside_source import Beside, besides
from mtreview.model import Segment, Severity
from mtreview.tokens import Reading

_LEAST = 4  # words of a segment
_THINGS = 3  # that either side names and the other does not
_FITTING = (0.5, 1.7)  # lengths that a translation may have, by what is usual
_OWN = 3  # links that another source has more than the segment's own


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Weigh each segment against its own source and those beside it."""
    pairs = besides(reading)
    for n, (segment, pair) in enumerate(pairs):
        if len(pair.text.split()) < _LEAST or len(pair.source) < _LEAST:
            continue
        at = (segment.span.start, segment.span.end)
        beside = [pairs[m] for m in (n - 1, n + 1) if 0 <= m < len(pairs)]
        if other := _copied(pair, beside):
            yield Hit(
                "this translation stands at another segment too, whose source differs",
                at=at,
                related=((other.span.start, other.span.end),),
            )
        elif _belongs_elsewhere(pair, beside):
            yield Hit("this translates the source of another segment", at=at)
        elif not pair.linked and _is_foreign(pair):
            yield Hit("nothing of the source is in this segment", at=at)


def _evidence(pair: Beside) -> int:
    """How many words of the source have their like in the translation."""
    return len({theirs for theirs, _ in pair.links})


def _is_foreign(pair: Beside) -> bool:
    """Whether each side names enough that the other does not, and the more if the lengths fit."""
    lost, added = len({m.things for m in pair.lost}), len({m.things for m in pair.added})
    if not _FITTING[0] < pair.share < _FITTING[1]:
        return bool(lost and added)
    return lost >= _THINGS and added >= _THINGS


def _copied(pair: Beside, beside: Sequence[tuple[Segment, Beside]]) -> Segment | None:
    """The segment with the same text to whose source the text belongs rather."""
    for segment, other in beside:
        same = other.text == pair.text and other.source.strip() != pair.source.strip()
        if same and _evidence(other) > _evidence(pair):
            return segment
    return None


def _belongs_elsewhere(pair: Beside, beside: Sequence[tuple[Segment, Beside]]) -> bool:
    """Whether a neighbour's source has much more of what the segment says, and lacks it itself.

    Neighbours are about one thing and share words: only where the neighbour's own translation has
    less of its source than this segment has of it can the two have changed places.
    """
    own = _evidence(pair) if beside else 0
    for _, other in beside:
        there = _evidence(Beside(pair.text, other.source, other.language))
        if there >= own + _OWN and own <= there // 3 and _evidence(other) < there:
            return True
    return False


DETECTOR = Detector(
    rule="foreign-segment",
    page=__doc__,
    category="Accuracy/Mistranslation/MT hallucination",
    severity=Severity.MAJOR,
    confidence=0.8,
    watch=Whole(source=True),
    find=find,
    flagged=(
        Flagged(
            "⟦Thank you for listening, and press the button to subscribe to the channel.⟧",
            None,
            "Фото: пресс-служба полиции.",
        ),
        Flagged(
            "⟦And the Lord said unto his people, go forth and multiply upon the earth.⟧",
            None,
            "博物馆周一关闭。",
        ),
        Flagged(
            "⟦Our hotel and restaurant are waiting for tourists and families on the island.⟧",
            None,
            "Der Verdächtige schweigt vor Gericht.",
        ),
        Flagged(
            "⟦We are a young team and offer our customers the best tickets for every concert.⟧",
            None,
            "Deux soldats ont été blessés.",
        ),
        Flagged(
            "⟦The hotel sells books, music and tickets for the theatre.⟧",
            None,
            "Полиция задержала водителя грузовика на границе с Литвой.",
        ),
    ),
    passing=("Thank you for watching, and subscribe to the channel.", "", "Yes."),
    faithful=(
        ("He has money to burn and does not hide it.", "Il roule sur l'or et ne s'en cache pas."),
        ("It is raining cats and dogs out there.", "Il pleut des cordes là dehors."),
        ("It never rains but it pours, she said.", "Un malheur n'arrive jamais seul, dit-elle."),
        ("The early bird catches the worm, as we know.", "Кто рано встаёт, тому Бог подаёт."),
        ("Smoking is not permitted in this place.", "禁止吸烟。"),
        ("The police arrested the driver.", "Полиция задержала водителя."),
        ("Do not walk on the grass in this park.", "Bitte den Rasen nicht betreten, danke."),
        ("Thank you.", "Двое солдат были ранены."),
        ("The court will decide on Monday.", "Le tribunal tranchera lundi."),
    ),
    misses=(
        Missed("⟦Nobody knows why they did it to them.⟧", "L'incendio ha distrutto il tetto."),
    ),
)
