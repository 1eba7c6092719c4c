"""The desk in a browser: on the loopback address only, unless that is asked for; in Chromium."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mtreview.cli import run
from mtreview.model import Action
from mtreview.review.session import Session

PATIENCE = 120.0  # seconds: a busy machine is no failure
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text("The the port is closed.\n", "utf-8")
    return file


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org"])
def test_an_address_that_others_reach_must_be_asked_for(
    path: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", str(path), "--serve", "--host", host, "--no-model"]) == 2
    said = capsys.readouterr().err
    assert "--allow-remote" in said
    assert said.count("\n") == 1


def test_without_the_extra_one_line_names_it(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert run(["review", str(path), "--serve", "--no-model"]) == 2
    assert "mtreview[serve]" in capsys.readouterr().err


@contextmanager
def serving(path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mtreview", "review", str(path), "--serve"]
    options = [
        "--port",
        str(port),
        "--no-model",
        "--select",
        "doubled-word",
        "--reviewer",
        "Ada B.",
    ]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as process:
        try:
            address = f"http://127.0.0.1:{port}/"
            end = time.monotonic() + PATIENCE
            while process.poll() is None and time.monotonic() < end:
                try:
                    urllib.request.urlopen(address, timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.2)
            yield address
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
@pytest.mark.skipif(os.name == "nt", reason="ends the server with a POSIX signal")
def test_a_page_in_chromium_opens_the_desk_and_takes_its_keys(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("textual_serve", reason="the extra serve is not installed")
    assert CHROMIUM is not None
    place = path.parent / ".mtreview" / "session.db"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'c'}"]
    with serving(path) as address:
        browser = subprocess.Popen(
            [CHROMIUM, *options, "--remote-debugging-port=0", address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            assert known(place) == ("article.txt", "Ada B.")
            asyncio.run(press(tmp_path / "c", "a"))
            assert decided(place) == (Action.ACCEPT, "Ada B.")
        finally:
            browser.kill()
            browser.wait()


async def press(profile: Path, key: str) -> None:
    """Click into the page of a browser and press a key, by its own protocol."""
    import aiohttp  # which the extra brings

    port = (profile / "DevToolsActivePort").read_text().split()[0]
    click = {"x": 200, "y": 200, "button": "left", "clickCount": 1}
    events = [
        ("Input.dispatchMouseEvent", {"type": "mousePressed", **click}),
        ("Input.dispatchMouseEvent", {"type": "mouseReleased", **click}),
        ("Input.dispatchKeyEvent", {"type": "keyDown", "key": key, "text": key}),
        ("Input.dispatchKeyEvent", {"type": "keyUp", "key": key}),
    ]
    async with aiohttp.ClientSession() as client:
        async with client.get(f"http://127.0.0.1:{port}/json") as answer:
            pages = [page for page in await answer.json() if page["type"] == "page"]
        async with client.ws_connect(pages[0]["webSocketDebuggerUrl"]) as socket:
            for number, (method, parameters) in enumerate(events):
                await socket.send_json({"id": number, "method": method, "params": parameters})
                await socket.receive()


def decided(place: Path) -> tuple[Action, str]:
    """Wait for the first decision."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with Session(place, read_only=True) as session:
            for document in session.documents():
                for decision in session.decisions(document.id):
                    return decision.action, decision.reviewer
        time.sleep(0.3)
    raise AssertionError("nothing was decided")


def known(place: Path) -> tuple[str, str]:
    """Wait until a desk was opened: that is written down once its text and findings are there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if place.exists():
            with Session(place, read_only=True) as session:
                for document in session.documents():
                    return document.path, document.reviewer
        time.sleep(0.3)
    raise AssertionError("no desk was opened")
