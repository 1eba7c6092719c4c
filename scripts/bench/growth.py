#!/usr/bin/env python3
"""How each rule's time grows with one long segment: a line for each that grows faster than it.

The text is an example of the rule, said again and again without a stop, to 1,000 tokens and to
8,000. A rule that is linear takes eight times as long; up to three times that passes for noise.
"""

import sys
import time

from mtreview.detectors import DETECTORS, Detector
from mtreview.detectors.scan import Scanner
from mtreview.detectors.tagger import tag
from mtreview.model import Document, Segment, Span
from mtreview.tokens import Reading

FEW, TIMES, SLACK = 1000, 8, 3
LEAST = 0.03  # seconds that measure nothing
GLUES = (" ", ", ", " and ")


def reading(unit: str, source: str | None, tokens: int, glue: str) -> Reading:
    """Copies of a text as one segment, tagged as the tagger tags a few of them."""
    few = _one(glue.join([unit] * 3) + glue, source)
    tag([few])
    each = len(few) // 3
    whole = _one(glue.join([unit] * (1 + tokens // each)) + glue, source)
    whole.tags = [few.tags[each + n % each] for n in range(len(whole))]
    return whole


def _one(text: str, source: str | None) -> Reading:
    segment = Segment(0, Span(0, len(text)), 0, source=source)
    return Reading(Document("t.txt", text, (segment,), source_lang="fr"))


def seconds(detector: Detector, whole: Reading) -> float:
    """Processor time of one pass, the best of three."""
    spent = []
    for _ in range(3):
        scanner, began = Scanner([detector]), time.process_time()
        scanner.scan(whole)
        spent.append(time.process_time() - began)
    return min(spent)


def main() -> int:
    """Print the rules that grow too fast; 1 if there are any."""
    fast = 0
    for detector in DETECTORS:
        example = detector.flagged[0]
        unit = example.text.replace("⟦", "").replace("⟧", "").rstrip(".!?")
        for glue in GLUES:
            texts = [reading(unit, example.source, FEW * n, glue) for n in (1, TIMES)]
            few, many = (seconds(detector, text) for text in texts)
            if many > SLACK * TIMES * few + LEAST:
                fast += 1
                print(f"{detector.rule:32} joined by {glue!r}: {few:.3f} s, then {many:.3f} s")
    print(f"{len(DETECTORS)} rules, {fast} that grow faster than the text")
    return 1 if fast else 0


if __name__ == "__main__":
    sys.exit(main())
