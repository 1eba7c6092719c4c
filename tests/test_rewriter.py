"""Rewriters from outside: a real server of the chat protocol with its faults, a real checkpoint."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mtreview.ape import load_rewriter
from mtreview.ape.chat import KEY, ChatServer
from mtreview.ape.checkpoint import Checkpoint
from mtreview.ape.external import with_rewrites
from mtreview.ape.judging import Judge
from mtreview.ape.rewriter import Task, answer_in, asked, joined, minimal_edits
from mtreview.cli import run
from mtreview.config import Config, load_config
from mtreview.errors import ConfigError, ModelError
from mtreview.formats import apply
from mtreview.formats.rows import joined as joined_rows
from mtreview.model import Edit, Finding, Origin, Severity, Span

try:
    import torch
except ImportError:
    torch = None

needs_torch = pytest.mark.skipif(torch is None, reason="the extra torch is not installed")
FAULTY = "They fought at the top of power."
TASK = Task(FAULTY, "Ils luttaient.", (("the top of power", "a calque"),))


class Server:
    """A running server: where it is, and what it was asked."""

    def __init__(self, fault: str, folder: Path) -> None:
        self.log = folder / "log.jsonl"
        script = Path(__file__).with_name("chat_server.py")
        command = [sys.executable, str(script), fault, str(self.log)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}/v1"

    def asked(self) -> list[dict[str, Any]]:
        """Every request."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]


Start = Callable[[str], Server]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    servers: list[Server] = []

    def started(fault: str) -> Server:
        servers.append(Server(fault, tmp_path))
        return servers[-1]

    yield started
    for server in servers:
        server.process.kill()
        server.process.communicate()


def patient(server: Server, seconds: float = 20) -> ChatServer:
    return ChatServer(server.url, "tiny", seconds=seconds, wait=lambda _: None)


def test_a_segment_is_sent_with_its_source_and_its_faults(start: Start) -> None:
    server = start("none")
    said = patient(server).rewrite(TASK)
    assert answer_in(said or "", FAULTY) == "They fought at the top of the hierarchy."
    (request,) = server.asked()
    assert (request["path"], request["key"]) == ("/v1/chat/completions", None)
    assert (request["body"]["model"], request["body"]["temperature"]) == ("tiny", 0)
    assert request["body"]["messages"][-1]["content"] == asked(TASK)
    for part in (FAULTY, "Ils luttaient.", "the top of power", "a calque"):
        assert part in asked(TASK)


def test_the_only_model_is_taken_and_of_several_one_must_be_named(start: Start) -> None:
    assert ChatServer(start("none").url).name == "tiny"
    with pytest.raises(ConfigError, match=r"must say which model .* one, other"):
        ChatServer(start("many").url)


def test_the_key_goes_to_the_server_and_nowhere_else(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, "sk-secret")
    server = start("denied")
    with pytest.raises(ModelError) as caught:
        patient(server).rewrite(TASK)
    assert [request["key"] for request in server.asked()] == ["Bearer sk-secret"]  # and no retry
    assert "sk-secret" not in str(caught.value)
    assert str(caught.value).endswith("says 401 Unauthorized: the key Bearer *** is wrong indeed")


def test_a_key_that_no_header_can_hold_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "sk-secret\nX: y")
    with pytest.raises(ConfigError, match="no key") as caught:
        ChatServer("http://localhost/v1", "tiny")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("fault", "said", "requests"),
    [
        ("error", "says 500 Internal Server Error: broken", 3),
        ("rubbish", "an answer that is no JSON", 3),
        ("wrong shape", "no answer of the chat protocol", 1),
        ("cut", "cannot be reached", 3),
        ("redirect", "says 302 Found", 1),
    ],
)
def test_a_faulty_server_is_one_clear_line(
    start: Start, fault: str, said: str, requests: int
) -> None:
    server = start(fault)
    with pytest.raises(ModelError, match=said) as caught:
        patient(server).rewrite(TASK)
    assert "\n" not in str(caught.value)
    assert [request["path"] for request in server.asked()] == ["/v1/chat/completions"] * requests


@pytest.mark.parametrize("fault", ["slow", "dripping"])
def test_a_slow_server_is_not_waited_for(start: Start, fault: str) -> None:
    with pytest.raises(ModelError, match=r"no answer in 0\.5 seconds"):
        patient(start(fault), seconds=0.5).rewrite(TASK)


def test_what_may_be_over_is_tried_again(start: Start) -> None:
    server, pauses = start("recovers"), list[float]()
    chat = ChatServer(server.url, "tiny", wait=pauses.append)
    assert answer_in(chat.rewrite(TASK) or "", FAULTY) is not None
    assert len(server.asked()) == 3
    assert pauses == [0.5, 2.0]


def test_an_endless_answer_is_none(start: Start) -> None:
    assert patient(start("huge")).rewrite(TASK) is None


def test_a_server_that_is_away_is_one_clear_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chat = ChatServer(f"http://127.0.0.1:{port}/v1", "tiny", wait=lambda _: None)
    with pytest.raises(ModelError, match=rf"http://127.0.0.1:{port} cannot be reached \(.*refused"):
        chat.rewrite(TASK)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("localhost:11434", "is to be like"),
        ("file:///etc/passwd", "is to be like"),
        ("http://", "is to be like"),
        ("http://host:no/v1", "is to be like"),
        ("http://höst/v1", "is to be like"),
        ("https://me:secret@host/v1", "takes no key"),
        ("https://host/v1?key=secret", "takes no key"),
    ],
)
def test_an_address_that_is_none_or_holds_a_key_is_refused(url: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        ChatServer(url, "tiny")
    assert "secret" not in str(caught.value)


def test_a_rewrite_is_a_suggestion_like_others(start: Start, capsys: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"All is well.\n\n{FAULTY}\n")
    server = start("none")
    options = ("--source-lang", "fr", "--rewriter-url", server.url)
    assert run(["check", str(path), *options, "--format", "jsonl"]) == 0
    finding = json.loads(capsys.readouterr().out.splitlines()[0])
    assert [s["origin"] for s in finding["suggestions"]][-1] == "external"
    assert finding["suggestions"][-1]["text"] == "the hierarchy"
    assert not finding["suggestions"][-1]["safe"]
    models, chat = server.asked()  # a segment without findings is not sent
    assert models["path"] == "/v1/models"
    assert "All is well" not in json.dumps(chat)


def test_a_server_that_is_away_ends_the_check_in_one_line(
    start: Start, capsys: Any, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY)
    server = start("none")
    server.process.kill()
    server.process.wait()
    code = run(["check", str(path), "--rewriter-url", server.url])
    out, err = capsys.readouterr()
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert "cannot be reached" in err


class Told:
    """A rewriter that always says the same."""

    name = "told"

    def __init__(self, said: str) -> None:
        self.said = said

    def rewrite(self, _task: Task) -> str | None:
        """What it always says."""
        return self.said


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Yesterday 4 ships sank in Kiel.", ["sank"]),
        ("Yesterday 4 ships sank in Bonn.", ["sank"]),  # the finding is about the verb alone
        ("Yesterday 4 ships has sinked in Kiel.", []),
        ("Yesterday 4 ships never sank in Kiel.", []),
        ("Yesterday five ships sank in Kiel.", []),
        ("Yesterday 4 ships that had sinked in Kiel.", []),  # the judge likes it no better
        ("Nothing of the kind was ever said about the ships, as far as anybody can tell.", []),
    ],
)
def test_only_what_mends_the_finding_and_keeps_the_meaning_is_taken(
    said: str, wanted: list[str]
) -> None:
    text = "Yesterday 4 ships has sinked in Kiel."
    document = joined_rows("d", [text])
    span = Span(10, 28) if "five" in said else Span(18, 28)
    fault = Finding("x", "r", 0, span, span.of(text), "Style", Severity.MINOR, 0.8, "Why.")
    judge = Judge(document, lambda d: float("sinked" in d.text))
    (mended,) = with_rewrites(document, [fault], Told(said), judge)
    assert [s.text for s in mended.suggestions] == wanted
    assert all(s.origin is Origin.EXTERNAL and not s.safe for s in mended.suggestions)


def test_nothing_is_asked_unless_it_was_asked_for() -> None:
    assert load_rewriter(Config()) is None
    with pytest.raises(ConfigError, match="goes with --rewriter-url"):
        load_rewriter(Config(rewriter_model="tiny"))
    with pytest.raises(ConfigError, match="do not go together"):
        load_rewriter(Config(rewriter="tiny", rewriter_url="http://localhost/v1"))


@pytest.mark.parametrize("key", ["rewriter-url", "rewriter-model"])
def test_no_settings_file_sends_a_text_anywhere(tmp_path: Path, key: str) -> None:
    path = tmp_path / "mtreview.toml"
    path.write_text(f'{key} = "http://localhost/v1"')
    with pytest.raises(ConfigError, match="command line"):
        load_config(path)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (" He goes. \n", "He goes."),
        ("```\nHe goes.\n```", "He goes."),
        ("“He goes.”", "He goes."),
        ("Segment: He goes.", "He goes."),
        ("<think>\nHm.\n</think>\n\nHe goes.", "He goes."),
        ("", None),
        ("He goes.\nI changed the verb.", None),
        ("He goes. " * 20, None),
    ],
)
def test_the_segment_is_found_in_an_answer(said: str, wanted: str | None) -> None:
    assert answer_in(said, "He go.") == wanted


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("He go to work.", "He goes to work.", [("go", "goes")]),
        ("He sent the the ship.", "He sent the ship.", [("the ", "")]),
        ("He went to office.", "He went to the office.", [("", "the ")]),
        ("18 000 men", "18 000 men", []),
    ],
)
def test_an_answer_is_cut_to_minimal_edits(
    old: str, new: str, edits: list[tuple[str, str]]
) -> None:
    found = list(minimal_edits(old, new))
    assert [(edit.span.of(old), edit.text) for edit in found] == edits
    assert apply(old, found) == new


def test_edits_of_one_place_are_one() -> None:
    text = "of forces Russian armies here"
    edits = list(minimal_edits(text, "of Russian armed forces here"))
    assert joined(text, edits) == Edit(Span(3, 24), "Russian armed forces")


def checkpoint(folder: Path, kind: str) -> Path:
    """A tiny model with random weights, as transformers saves one."""
    from transformers import (
        GPT2Config,
        GPT2LMHeadModel,
        PreTrainedTokenizerFast,
        T5Config,
        T5ForConditionalGeneration,
    )

    tokenizer = words_tokenizer()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", eos_token="[END]", unk_token="[UNK]"
    )
    if kind == "chat":
        fast.chat_template = "{% for message in messages %}{{ message.content }} {% endfor %}"
    fast.save_pretrained(folder)
    size = tokenizer.get_vocab_size()
    ids = {"pad_token_id": 0, "eos_token_id": 1}
    torch.manual_seed(1)
    if kind == "seq2seq":
        config = T5Config(
            vocab_size=size,
            d_model=16,
            d_kv=8,
            d_ff=32,
            num_layers=1,
            num_heads=2,
            decoder_start_token_id=0,
            **ids,
        )
        T5ForConditionalGeneration(config).save_pretrained(folder)
    else:
        causal = GPT2Config(
            vocab_size=size, n_positions=256, n_embd=16, n_layer=1, n_head=2, bos_token_id=1, **ids
        )
        GPT2LMHeadModel(causal).save_pretrained(folder)
    return folder


def words_tokenizer() -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers

    names = ["[PAD]", "[END]", "[UNK]", *FAULTY.rstrip(".").split(), "."]
    vocabulary = {name: n for n, name in enumerate(dict.fromkeys(names))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return tokenizer


@needs_torch
@pytest.mark.parametrize("kind", ["seq2seq", "causal", "chat"])
def test_a_checkpoint_rewrites(tmp_path: Path, kind: str) -> None:
    model = Checkpoint(str(checkpoint(tmp_path / kind, kind)))
    assert model.name == kind
    said = model.rewrite(TASK)
    assert said == model.rewrite(TASK)
    assert said is not None
    assert ORDERED not in said


ORDERED = "You correct machine translations"


@needs_torch
def test_an_absent_checkpoint_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such folder"):
        Checkpoint(str(tmp_path / "absent"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        Checkpoint(str(tmp_path / "empty"))
    assert "\n" not in str(caught.value)


def test_without_torch_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ModelError, match=r"mtreview\[torch\]"):
        Checkpoint("anything")
