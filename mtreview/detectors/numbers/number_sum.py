"""Adding up the words of one number: two hundred and fifty thousand, quatre-vingt-dix."""

from mtreview.detectors.numbers.number_lexicon import Lexicon
from mtreview.detectors.numbers.number_parts import Part


class NumberSum:
    """Adds up the words of one number; `add` says whether the next still belongs to it."""

    def __init__(self, part: Part, lexicon: Lexicon) -> None:
        self.language = lexicon.language
        self.total = self.current = 0.0
        self.scale, self.lowest, self.last = 1.0, float("inf"), ""
        self.add(part, linked=False)

    @property
    def value(self) -> float:
        """What was added up so far."""
        return self.total + self.current

    def add(self, part: Part, linked: bool) -> bool:
        """Take in the next part, `linked` by an “and”; False where it begins another number."""
        fits = self._scale(part.value) if part.kind == "scale" else self._plus(part, linked)
        self.last = part.kind if fits else self.last
        return fits

    def _scale(self, value: float) -> bool:
        if value < 1000:
            if self.current >= 100 or self.current % 1:
                return False
            self.current = (self.current or 1) * value
            return True
        if not self.current and self.last == "scale":
            self.total *= value  # "thousand million"
        elif self.current or not self.last:
            if value >= self.lowest:
                return False
            self.total, self.current = self.total + (self.current or 1) * value, 0.0
        else:
            return False
        self.scale *= value if self.lowest == float("inf") or self.last == "scale" else 1
        self.lowest = value
        return True

    def _plus(self, part: Part, linked: bool) -> bool:
        value, current = part.value, self.current
        if not self.last:
            fits = True
        elif part.kind == "figures":
            fits = self.last == "scale" and not current
        elif value == 0.5 and linked and self.last == "scale" and self.lowest < float("inf"):
            self.total += self.lowest / 2  # "two million and a half"
            return True
        elif value == 0.5:
            fits = linked and current > 0
        elif not current:
            fits = self.total > 0
        elif value >= 100 or value % 1:
            fits = False
        else:
            fits = self._joins(int(value), int(current) % 100, linked)
        self.current += value if fits else 0
        return fits

    def _joins(self, value: int, rest: int, linked: bool) -> bool:
        """Whether a number below a hundred may be added to one that ends in `rest`."""
        if not rest or (rest >= 20 and rest % 10 == 0 and value < 10):
            return True
        if self.language == "fr" and rest in (60, 80) and value < 20:
            return True  # soixante-dix
        if self.language == "ar" and value == 10 and rest < 10:
            return True  # three ten
        return linked and self.language in ("de", "nl", "ar") and rest < 10 and value % 10 == 0
