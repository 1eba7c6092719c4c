"""The network: an encoder of pieces, and heads for the sentence, each piece and its edit."""

import torch
from example import SENTENCE, WORD
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, INNER, POSITIONS = 384, 12, 1536, 512
EPSILON = 1e-12


class Layer(nn.Module):
    """One transformer layer, normalised after each part, as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Map [batch, pieces, width] to the same shape; `mask` is what may be attended to."""
        batch, length, _ = x.shape
        parts = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS)
        q, k, v = parts.permute(2, 0, 3, 1, 4).unbind(0)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attention_norm(x + self.dropout(self.out(seen)))
        return self.norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Network(nn.Module):
    """Pieces of a translation and its source to what is right and wrong with it.

    Input: ids [batch, pieces]; sides [batch, pieces], 0 the translation, 1 the source, 2 padding.
    Output: sentence [batch, SENTENCE + 1] (the last is the log of the expected deviation), words
    [batch, pieces, WORD + 1] (the last is a gap before the piece) and tags [batch, pieces, tags],
    all before any squashing.
    """

    def __init__(self, pieces: int, layers: int, tags: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH, sparse=True)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.sides = nn.Embedding(3, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.pool = nn.Linear(3 * WIDTH, WIDTH)
        self.sentence = nn.Linear(WIDTH, len(SENTENCE) + 1)
        self.word = nn.Linear(WIDTH, WIDTH)
        self.words = nn.Linear(WIDTH, len(WORD) + 1)
        self.tags = nn.Linear(WIDTH, tags)

    def forward(self, ids: Tensor, sides: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Run the encoder and all heads."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.sides(sides)
        x = self.norm(x)
        mask = (sides < 2)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        target, source = (sides == 0), (sides == 1)
        pooled = torch.cat([x[:, 0], _mean(x, target), _mean(x, source)], dim=-1)
        pooled = torch.tanh(self.pool(self.dropout(pooled)))
        words = F.gelu(self.word(self.dropout(x)))
        return self.sentence(self.dropout(pooled)), self.words(words), self.tags(words)


def _mean(x: Tensor, where: Tensor) -> Tensor:
    """The mean of the pieces that are meant; zero where there are none."""
    weight = where.to(x.dtype).unsqueeze(-1)
    return (x * weight).sum(1) / weight.sum(1).clamp(min=1)


def load_base(network: Network, tensors: dict[str, Tensor]) -> None:
    """Fill the encoder with the tensors of the base."""
    state = {
        "pieces.weight": tensors["emb.word"],
        "positions.weight": tensors["emb.pos"].view(-1, WIDTH)[:POSITIONS],
        "sides.weight": tensors["emb.type"].view(-1, WIDTH)[:1].repeat(3, 1),
        "norm.weight": tensors["emb.ln.w"],
        "norm.bias": tensors["emb.ln.b"],
    }
    for i in range(len(network.layers)):
        part = {name: tensors[f"l{i}.{name}"] for name in _names(i, tensors)}
        to = f"layers.{i}."
        for kind, shape in (("w", (-1, WIDTH)), ("b", (-1,))):
            qkv = [part[f"{name}.{kind}"].view(shape) for name in "qkv"]
            state[f"{to}qkv.{_long(kind)}"] = torch.cat(qkv)
            for name, long in (("ao", "out"), ("fi", "inner"), ("aln", "attention_norm")):
                tensor = part[f"{name}.{kind}"]
                state[f"{to}{long}.{_long(kind)}"] = tensor.view(shape) if name != "aln" else tensor
            outer = part[f"fo.{kind}"]
            state[f"{to}outer.{_long(kind)}"] = outer.view(-1, INNER) if kind == "w" else outer
            state[f"{to}norm.{_long(kind)}"] = part[f"oln.{kind}"]
    missing, unexpected = network.load_state_dict(state, strict=False)
    heads = ("pool", "sentence", "word", "words", "tags")
    if unexpected or any(name.split(".")[0] not in heads for name in missing):
        raise ValueError(f"the base does not fit: {missing} {unexpected}")


def _names(layer: int, tensors: dict[str, Tensor]) -> list[str]:
    start = f"l{layer}."
    return [name[len(start) :] for name in tensors if name.startswith(start)]


def _long(kind: str) -> str:
    return {"w": "weight", "b": "bias"}[kind]
