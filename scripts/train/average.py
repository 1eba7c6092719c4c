"""Step 4, at its end: the mean of the weights of two moments of one training run.

    python scripts/train/average.py WORK EARLIER SHARE

EARLIER is a copy of WORK/checkpoint.pt from about the middle of the run. WORK/network.pt becomes
SHARE of it and the rest of itself; what it was is kept as WORK/network-last.pt.
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Average and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("earlier", type=Path)
    parser.add_argument("share", type=float)
    arguments = parser.parse_args()
    path = arguments.work / "network.pt"
    last = torch.load(path, weights_only=False, map_location="cpu")
    earlier = torch.load(arguments.earlier, weights_only=False, map_location="cpu")["network"]
    path.rename(arguments.work / "network-last.pt")
    share = arguments.share
    mixed = {k: share * earlier[k] + (1 - share) * v for k, v in last["network"].items()}
    torch.save({**last, "network": mixed}, path)


if __name__ == "__main__":
    main()
