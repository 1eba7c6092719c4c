"""A server of the OpenAI chat protocol, run as a process: `chat_server.py FAULT LOG`.

It writes its port on standard output and each request into LOG. FAULT is a way to answer: "none"
puts the segment right, by knowing two faults.
"""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FAULT, LOG = sys.argv[1], Path(sys.argv[2])
KNOWN = {
    "the top of power": "the top of the hierarchy",
    "does not there was": "said there was",
    "4 ships": "five ships",
}
MODELS = {"none": ["tiny"], "many": ["one", "other"]}


class Handler(BaseHTTPRequestHandler):
    """Answers as FAULT says."""

    tries = 0

    def do_GET(self) -> None:
        """The models."""
        self._log(None)
        names = MODELS.get(FAULT, ["tiny"])
        self._say({"object": "list", "data": [{"id": name} for name in names]})

    def do_POST(self) -> None:
        """A chat completion."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._log(body)
        Handler.tries += 1
        match FAULT:
            case "slow":
                time.sleep(20)
            case "dripping":
                self._drip()
            case "error":
                self._say({"error": "broken"}, 500)
            case "recovers" if Handler.tries < 3:
                self._say({"error": {"message": "busy"}}, 503)
            case "denied":
                said = f"the key {self.headers['Authorization']} is wrong\nindeed"
                self._say({"error": {"message": said}}, 401)
            case "rubbish":
                self._send(b"<html>not JSON</html>")
            case "wrong shape":
                self._say({"choices": []})
            case "cut":
                self._send(b'{"choices": [', length=5000)
            case "huge":
                self._send(b'{"choices": "' + b"x" * 3_000_000 + b'"}')
            case "redirect":
                self.send_response(302)
                self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/stolen")  # type: ignore[attr-defined]
                self.end_headers()
            case _:
                self._say({"choices": [{"message": {"content": _answer(body)}}]})

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def _say(self, said: Any, code: int = 200) -> None:
        self._send(json.dumps(said).encode(), code)

    def _send(self, data: bytes, code: int = 200, length: int | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(length or len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _log(self, body: Any) -> None:
        row = {"path": self.path, "key": self.headers["Authorization"], "body": body}
        with LOG.open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def _answer(body: Any) -> str:
    asked: str = body["messages"][-1]["content"]
    segment = next(
        line for line in asked.splitlines() if line.startswith("Segment: ")
    ).removeprefix("Segment: ")
    for faulty, right in KNOWN.items():
        segment = segment.replace(faulty, right)
    return f"<think>Let me see.</think>\n{segment}\n"


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
