"""A rewriter behind a server that speaks the OpenAI chat protocol: Ollama, vLLM, llama.cpp ...

Nothing is sent unless a URL was given. The key comes from the environment alone; it is neither
stored nor told in a message, and no redirect takes it to another server.
"""

import http.client
import json
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult, urlsplit

from mtreview.ape.rewriter import ORDER, Task, asked
from mtreview.errors import ConfigError, ModelError

KEY = "MTREVIEW_REWRITER_KEY"  # the environment variable that may hold a key
SECONDS = 120.0  # that an answer may take, from the request to its last byte
PAUSES = (0.5, 2.0)  # seconds before the second try, the third
LARGEST = 2**20  # bytes of an answer
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})  # what may be over the next time
_LOCAL = re.compile(r"localhost|127\.[\d.]+|::1")
_CHUNK = 2**16


class ChatServer:
    """Rewrites by `model` of the server at `url` (".../v1"); the only one it has if none is named.

    `seconds` is what an answer may take, `wait` pauses between tries.
    """

    def __init__(
        self,
        url: str,
        model: str | None = None,
        *,
        seconds: float = SECONDS,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = _parsed(url)
        self._key = _key()
        self._base = url.strip().rstrip("/").removesuffix("/chat/completions")
        self._host = f"{parts.scheme}://{parts.netloc}"
        self._seconds, self._wait = seconds, wait
        handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
        if _LOCAL.fullmatch(parts.hostname or ""):
            handlers.append(urllib.request.ProxyHandler({}))  # this machine needs no proxy
        self._opener = urllib.request.build_opener(*handlers)
        self._model = model or self._only_model()
        self.name = self._model

    def rewrite(self, task: Task) -> str | None:
        """The segment as the model would write it; None if it says far too much.

        Raises ModelError, in one line, for a server that is away, too slow or says what is no
        answer.
        """
        messages = [
            {"role": "system", "content": ORDER},
            {"role": "user", "content": asked(task)},
        ]
        body = {"model": self._model, "messages": messages, "temperature": 0, "stream": False}
        said = self._call("/chat/completions", body)
        if said is None:
            return None
        try:
            content = said["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError):
            content = None
        if not isinstance(content, str):
            raise ModelError(f"the rewriter at {self._host} gives no answer of the chat protocol")
        return content

    def _only_model(self) -> str:
        said = self._call("/models", None)
        try:
            names = [str(model["id"]) for model in said["data"]] if said else []
        except (KeyError, TypeError):
            names = []
        if len(names) == 1:
            return names[0]
        shown = f": {', '.join(names[:8])}" if names else ""
        raise ConfigError(f"--rewriter-model must say which model of {self._host} to use{shown}")

    def _call(self, path: str, body: dict[str, Any] | None) -> Any:
        """What the server says as JSON, None if it is endless; a fault that may pass is retried."""
        for pause in (*PAUSES, None):
            try:
                return self._once(path, body)
            except urllib.error.HTTPError as error:
                reason = f"says {error.code} {error.reason}{_told(error)}"
                if error.code not in _BUSY:
                    break
            except TimeoutError:
                reason = f"gives no answer in {self._seconds:g} seconds"
            except (OSError, http.client.HTTPException) as error:
                cause = getattr(error, "reason", error)  # urllib wraps what the system says
                said = getattr(cause, "strerror", None) or cause or type(error).__name__
                reason = f"cannot be reached ({said})"
            except (ValueError, RecursionError):
                reason = "gives an answer that is no JSON"
            if pause is not None:
                self._wait(pause)
        raise ModelError(f"the rewriter at {self._host} {_one_line(reason, self._key)}")

    def _once(self, path: str, body: dict[str, Any] | None) -> Any:
        ends = time.monotonic() + self._seconds
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data, headers)
        said = bytearray()
        with self._opener.open(request, timeout=self._seconds) as response:
            while chunk := response.read1(_CHUNK):
                said += chunk
                if len(said) > LARGEST:
                    return None
                if time.monotonic() > ends:  # a time limit of sockets starts anew at each byte
                    raise TimeoutError
            if response.length:  # read1 does not tell that the connection was cut
                raise http.client.IncompleteRead(bytes(said), response.length)
        return json.loads(said)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Takes a redirect for an error: the key and the text are for the server that was named."""

    def redirect_request(self, *_: Any) -> None:
        """Follow none."""


def _parsed(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        usable = (
            url.isascii()
            and parts.scheme in ("http", "https")
            and parts.hostname
            and parts.port != 0
        )
    except ValueError:  # a port that is no number
        usable = False
    if not usable:
        raise ConfigError("--rewriter-url is to be like http://localhost:11434/v1")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ConfigError(f"--rewriter-url takes no key: put it into the environment as {KEY}")
    return parts


def _told(error: urllib.error.HTTPError) -> str:
    """What the server gives as the reason, if it does so as the protocol has it."""
    try:
        reason = json.loads(error.read(_CHUNK))["error"]
        said = reason["message"] if isinstance(reason, dict) else reason
    except (ValueError, KeyError, TypeError, OSError, http.client.HTTPException, RecursionError):
        return ""
    return f": {said}"


def _key() -> str:
    """The key in the environment, empty for none."""
    key = os.environ.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise ConfigError(f"{KEY} holds what is no key")
    return key


def _one_line(text: str, key: str) -> str:
    """The text on one line, without the key, which a server may repeat."""
    if key:
        text = text.replace(key, "***")
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= 200 else f"{line[:200]}…"
