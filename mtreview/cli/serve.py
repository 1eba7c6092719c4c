"""The desk in a browser: every page that is opened runs a review of its own on the same session."""

import ipaddress
import os
import shlex
import subprocess
import sys

import click
from click.core import ParameterSource

from mtreview.cli.process import say
from mtreview.errors import ConfigError

LOOPBACK = "127.0.0.1"
OWN = {"serve", "host", "port", "allow_remote"}  # options that are not for the review itself


def is_in_browser() -> bool:
    """Whether this process draws for a page that `serve` offers."""
    return "web_driver" in os.environ.get("TEXTUAL_DRIVER", "")


def serve(ctx: click.Context, host: str, port: int, *, allow_remote: bool) -> None:
    """Offer the review on an address until ctrl+c."""
    if not _is_loopback(host):
        if not allow_remote:
            raise ConfigError(
                f"{host} can be reached from other machines, and whoever reaches it may read and "
                "change the review: say --allow-remote if that is meant"
            )
        say(f"warning: whoever reaches {host}:{port} may read and change this review")
    try:
        from textual_serve.server import Server
    except ImportError as error:
        raise ConfigError(
            "a browser needs the extra serve: pip install 'mtreview[serve]'"
        ) from error
    say(f"the desk is at http://{host}:{port} (ctrl+c ends it)")
    Server(_command(ctx), host=host, port=port, title="mtreview").serve()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _command(ctx: click.Context) -> str:
    """The same review as a line for a shell."""
    words = [sys.executable, "-m", "mtreview", "review"]
    for parameter in ctx.command.params:
        name = parameter.name or ""
        given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if name in OWN or not given:
            continue
        value = ctx.params[name]
        if isinstance(parameter, click.Argument):
            words += map(str, value)
        elif isinstance(parameter, click.Option) and parameter.is_flag:
            words.append(parameter.opts[0])
        else:
            words += [
                parameter.opts[0],
                ",".join(value) if isinstance(value, tuple) else str(value),
            ]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
