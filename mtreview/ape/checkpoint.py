"""A rewriter from a checkpoint: seq2seq and causal models as transformers loads them.

From a folder or a hub; needs the extra `torch`. A model with a chat template is asked by it.
"""

from pathlib import Path
from typing import Any

from mtreview.ape.rewriter import ORDER, Task, asked
from mtreview.errors import ModelError
from mtreview.qe.adapter import first_line, hushed

SECONDS = 120.0  # that an answer may take
_NO_TORCH = "--rewriter needs PyTorch: install the extra, `pip install 'mtreview[torch]'`"


class Checkpoint:
    """Rewrites by the model in a folder, or of a name that a hub knows."""

    def __init__(self, name: str) -> None:
        self.name = Path(name).name or name
        try:
            import torch
        except ImportError:
            raise ModelError(_NO_TORCH) from None
        self._torch = torch
        if Path(name).is_absolute() and not Path(name).is_dir():  # no hub has such a name
            raise ModelError(f"the rewriter {name} cannot be loaded: there is no such folder")
        try:
            self._load(name)
        except Exception as error:  # whatever a broken or absent checkpoint makes the library raise
            raise ModelError(
                f"the rewriter {name} cannot be loaded: {first_line(error)}"
            ) from error

    def _load(self, name: str) -> None:
        hushed()
        from transformers import (
            AutoConfig,
            AutoModelForCausalLM,
            AutoModelForSeq2SeqLM,
            AutoTokenizer,
        )

        self._encodes = bool(AutoConfig.from_pretrained(name).is_encoder_decoder)
        kind = AutoModelForSeq2SeqLM if self._encodes else AutoModelForCausalLM
        self._tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=False)
        model, loading = kind.from_pretrained(
            name, trust_remote_code=False, output_loading_info=True
        )
        if loading["missing_keys"]:  # which would be random
            raise ValueError(f"it has no weights for {min(loading['missing_keys'])}")
        self._model = model.eval()

    def rewrite(self, task: Task) -> str | None:
        """The segment as the model would write it; ModelError if it cannot be run."""
        try:
            inputs = self._inputs(task)
            length = inputs["input_ids"].shape[1]
            room = 2 * len(self._tokenizer(task.text)["input_ids"]) + 16
            with self._torch.inference_mode():
                said = self._model.generate(
                    **inputs, max_new_tokens=room, max_time=SECONDS, do_sample=False
                )[0]
            own = said if self._encodes else said[length:]
            return str(self._tokenizer.decode(own, skip_special_tokens=True))
        except Exception as error:  # whatever a model that is not made for this raises
            raise ModelError(
                f"the rewriter {self.name} cannot be run: {first_line(error)}"
            ) from error

    def _inputs(self, task: Task) -> Any:
        if self._tokenizer.chat_template is None:
            prompt = f"{ORDER}\n\n{asked(task)}\nCorrected:"
            return self._tokenizer(prompt, return_tensors="pt")
        messages = [{"role": "system", "content": ORDER}, {"role": "user", "content": asked(task)}]
        return self._tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, return_dict=True, return_tensors="pt"
        )
