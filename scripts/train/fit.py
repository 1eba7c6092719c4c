"""Step 4: train the network. Run it again to go on from the last checkpoint.

    python scripts/train/fit.py WORK [--steps N] [--threads N]

Reads what the steps before it wrote; writes WORK/checkpoint.pt now and then, WORK/network.pt at the
end, and WORK/tags.txt. The same code runs on a GPU where there is one.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from batches import Batch, Encoded, batches, collate, encode, with_strangers
from example import SENTENCE, WORD, Example, read
from network import Network, load_base
from settings import SETTINGS
from torch import Tensor
from torch.nn import functional as F

from mtreview.qe.pieces import Tokenizer

TRAINING, LOSS = SETTINGS["training"], SETTINGS["loss"]
KINDS = ("assessed", "rated", "made")


def kind_of(row: Encoded) -> str:
    """The kind of batch that a row belongs to."""
    return "made" if not row.human else "rated" if row.origin == "mqm" else "assessed"


def frequent_tags(examples: list[Example], count: int) -> list[str]:
    """The tags to tell apart, KEEP first, the general ones always among them."""
    seen = Counter(tag for e in examples for _, tag in e.tags or ())
    general = ["KEEP", "DELETE", "SWAP", "INSERT", "REPLACE"]
    named = [tag for tag, _ in seen.most_common() if tag not in general]
    return [*general, *named[: count - len(general)]]


class Streams:
    """Batches of each kind without end, mixed as the step asks."""

    def __init__(self, rows: list[Encoded], seed: int, steps: int) -> None:
        self.chance = random.Random(seed)
        self.steps = steps
        self._rows = {kind: [r for r in rows if kind_of(r) == kind] for kind in KINDS}
        self._streams = {kind: self._endless(kind) for kind in KINDS}

    def _endless(self, kind: str) -> Iterator[Batch]:
        data = SETTINGS["data"]
        while True:
            rows = with_strangers(self._rows[kind], data["strangers"], self.chance)
            yield from batches(rows, TRAINING["batch_pieces"], data["source_dropped"], self.chance)

    def at(self, step: int) -> tuple[str, Batch]:
        """The batch of a step, and its kind."""
        done = step / self.steps
        shares = [a + (b - a) * done for a, b in (SETTINGS["mixture"][k] for k in KINDS)]
        kind = self.chance.choices(KINDS, shares)[0]
        return kind, next(self._streams[kind])


def losses(network: Network, batch: Batch, scale: tuple[Tensor, Tensor], human: bool) -> Tensor:
    """The weighted sum of all heads' losses."""
    sentence, words, tags = network(batch.ids, batch.sides)
    sentence, words = sentence.float(), words.float()
    wanted = (batch.sentence - scale[0]) / scale[1]
    known = ~wanted.isnan()
    error = torch.where(known, sentence[:, :-1] - wanted.nan_to_num(), 0.0)
    total = (
        LOSS["sentence"]
        * (1 if human else LOSS["made_sentence"])
        * (error.square().sum() / known.sum().clamp(min=1))
    )
    if human:
        spread = sentence[:, -1]
        size = (error.abs().sum(1) / known.sum(1).clamp(min=1)).detach()
        total = total + LOSS["spread"] * (size / spread.exp() + spread).mean()
    labelled = batch.words >= 0
    plain = F.binary_cross_entropy_with_logits(
        words,
        batch.words.clamp(min=0),
        reduction="none",
        pos_weight=torch.tensor(LOSS["positive"], device=words.device),
    )
    weights = torch.tensor([LOSS["word"]] * len(WORD) + [LOSS["gap"]], device=words.device)
    for column, weight in enumerate(weights):
        here = labelled[..., column]
        if here.any():
            total = total + weight * plain[..., column][here].mean()
    here = batch.tags >= 0
    if here.any():
        total = total + LOSS["tag"] * F.cross_entropy(tags[here].float(), batch.tags[here])
    return total


def rate(step: int, steps: int) -> float:
    """The share of the full learning rate at a step: up, then down to nothing."""
    warm = max(1, int(TRAINING["warmup"] * steps))
    return min((step + 1) / warm, (steps - step) / max(1, steps - warm))


def optimisers(network: Network) -> list[torch.optim.Optimizer]:
    """AdamW for the encoder and the heads; the pieces' vectors take sparse steps."""
    heads = ("pool", "sentence", "word", "tags")
    encoder, top = [], []
    for name, parameter in network.named_parameters():
        if name != "pieces.weight":
            (top if name.startswith(heads) else encoder).append(parameter)
    dense = torch.optim.AdamW(
        [
            {"params": encoder, "lr": TRAINING["rate"]},
            {"params": top, "lr": TRAINING["head_rate"]},
        ],
        weight_decay=TRAINING["decay"],
        betas=(0.9, 0.98),
    )
    sparse = torch.optim.SparseAdam([network.pieces.weight], lr=TRAINING["embedding_rate"])
    for group in (*dense.param_groups, *sparse.param_groups):
        group["full"] = group["lr"]
    return [dense, sparse]


@torch.no_grad()
def validate(network: Network, rows: list[Encoded], device: torch.device) -> str:
    """Pearson of each kind of sentence label and pair, with and without the source."""
    network.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].target) + len(rows[i].source))
    told = []
    for shown in (True, False):
        guessed = np.zeros((len(rows), len(SENTENCE)))
        for start in range(0, len(order), 64):
            part = order[start : start + 64]
            batch = to(collate([rows[i] for i in part], [shown] * len(part)), device)
            with torch.autocast(device.type, torch.bfloat16):
                sentence, _, _ = network(batch.ids, batch.sides)
            guessed[part] = sentence[:, :-1].float().cpu().numpy()
        told.append("with" if shown else "without")
        for origin in sorted({r.origin for r in rows}):
            here = [i for i, r in enumerate(rows) if r.origin == origin]
            column = 2 if origin == "mqm" else 0
            wanted = [rows[i].sentence[column] for i in here]
            told.append(f"{origin} {np.corrcoef(wanted, guessed[here, column])[0, 1]:.3f}")
    network.train()
    return " ".join(told)


def to(batch: Batch, device: torch.device) -> Batch:
    """The batch on a device."""
    parts = (batch.ids, batch.sides, batch.sentence, batch.words, batch.tags)
    return Batch(*(tensor.to(device) for tensor in parts))


def prepared(work: Path) -> tuple[list[Encoded], list[Encoded], list[str], int]:
    """All rows to train on, those to validate with, the tags, and the number of pieces."""
    tokenizer, data = Tokenizer(work / "pieces.model"), SETTINGS["data"]
    examples = [*read(work / "human.jsonl.gz"), *read(work / "made.jsonl.gz")]
    for example in examples:
        if not example.human and "artifact" in example.words:
            faults = len(example.words["artifact"])
            example.sentence["mqm"] = -float(np.log1p(4 * faults or 0.3))
    tags = frequent_tags(examples, data["tags"])
    (work / "tags.txt").write_text("\n".join(tags) + "\n", "utf-8")
    numbers = {tag: i for i, tag in enumerate(tags)}
    limits = (data["target_pieces"], data["source_pieces"])
    rows = [encode(e, tokenizer, numbers, limits) for e in examples]
    held = [encode(e, tokenizer, numbers, limits) for e in read(work / "held.jsonl.gz")]
    return rows, held, tags, len(tokenizer)


def scales(rows: list[Encoded]) -> tuple[Tensor, Tensor]:
    """Mean and deviation of each kind of sentence label that people gave."""
    labels = np.stack([row.sentence for row in rows if row.human])
    mean, deviation = np.nanmean(labels, axis=0), np.nanstd(labels, axis=0)
    return torch.tensor(mean).float(), torch.tensor(deviation).float()


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--steps", type=int, default=TRAINING["steps"])
    parser.add_argument("--threads", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    torch.manual_seed(SETTINGS["seed"])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    rows, held, tags, pieces = prepared(arguments.work)
    scale = scales(rows)
    network = Network(pieces, SETTINGS["model"]["layers"], len(tags), SETTINGS["model"]["dropout"])
    load_base(network, torch.load(arguments.work / "base.pt"))
    network.to(device)
    run(arguments.work, network, rows, held, scale, arguments.steps, device)


def run(
    work: Path,
    network: Network,
    rows: list[Encoded],
    held: list[Encoded],
    scale: tuple[Tensor, Tensor],
    steps: int,
    device: torch.device,
) -> None:
    """Take the steps that are left, and write the network."""
    checkpoint, chosen = work / "checkpoint.pt", optimisers(network)
    start = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        start = saved["step"]
        network.load_state_dict(saved["network"])
        for optimiser, state in zip(chosen, saved["optimisers"], strict=True):
            optimiser.load_state_dict(state)
    streams = Streams(rows, SETTINGS["seed"] + start, steps)
    on_device = (scale[0].to(device), scale[1].to(device))
    network.train()
    began = last = time.monotonic()
    sums: Counter[str] = Counter()
    for step in range(start, steps):
        kind, batch = streams.at(step)
        for optimiser in chosen:
            for group in optimiser.param_groups:
                group["lr"] = group["full"] * rate(step, steps)
        with torch.autocast(device.type, torch.bfloat16):
            loss = losses(network, to(batch, device), on_device, kind != "made")
        loss.backward()
        dense = [p for n, p in network.named_parameters() if n != "pieces.weight"]
        torch.nn.utils.clip_grad_norm_(dense, TRAINING["norm"])
        for optimiser in chosen:
            optimiser.step()
            optimiser.zero_grad()
        sums[kind] += float(loss.detach())
        sums[f"{kind} batches"] += 1
        sums["pieces"] += batch.ids.numel()
        if (step + 1) % 50 == 0:
            print(report(step + 1, sums, time.monotonic() - began), flush=True)
            sums.clear()
            began = time.monotonic()
        if (step + 1) % TRAINING["validate_steps"] == 0:
            print(step + 1, validate(network, held, device), flush=True)
        if time.monotonic() - last > 60 * TRAINING["checkpoint_minutes"]:
            save(checkpoint, step + 1, network, chosen)
            last = time.monotonic()
    state: dict[str, Any] = {"network": network.state_dict(), "scale": scale, "steps": steps}
    torch.save(state, work / "network.pt")
    print(steps, validate(network, held, device), flush=True)


def report(step: int, sums: Counter[str], seconds: float) -> str:
    """One line: the mean loss of each kind of batch, and the speed."""
    parts = [f"{k} {sums[k] / sums[f'{k} batches']:.3f}" for k in KINDS if sums[f"{k} batches"]]
    return f"{step} {' '.join(parts)} {sums['pieces'] / seconds:,.0f} pieces/s"


def save(path: Path, step: int, network: Network, chosen: list[torch.optim.Optimizer]) -> None:
    """Write a checkpoint, all or nothing."""
    state = {
        "step": step,
        "network": network.state_dict(),
        "optimisers": [optimiser.state_dict() for optimiser in chosen],
    }
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


if __name__ == "__main__":
    main()
