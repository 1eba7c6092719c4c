"""Step 5: the trained network as what is shipped: an ONNX graph in 8 bits, and its pieces.

    python scripts/train/export.py WORK OUT

Writes OUT/model.onnx and OUT/pieces.model, and WORK/float.onnx, the same graph in 32 bits, by which
the price of the 8 bits is measured. A checkpoint will do where training has not ended.
"""

import argparse
import shutil
from pathlib import Path

import torch
from graph import build
from settings import SETTINGS


def main() -> None:
    """Write both graphs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    saved = next(p for n in ("network.pt", "checkpoint.pt") if (p := arguments.work / n).exists())
    state = torch.load(saved, weights_only=False, map_location="cpu")["network"]
    weights = {name: tensor.float().numpy() for name, tensor in state.items()}
    layers = SETTINGS["model"]["layers"]
    arguments.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(arguments.work / "pieces.model", arguments.out / "pieces.model")
    for path, eight_bits in (
        (arguments.out / "model.onnx", True),
        (arguments.work / "float.onnx", False),
    ):
        path.write_bytes(build(weights, layers, eight_bits).SerializeToString())
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
