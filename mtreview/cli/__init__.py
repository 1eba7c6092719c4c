"""The command line: `main` runs it and turns every known error into one line and an exit code."""

import difflib
import errno
import os
import sys
from importlib import import_module

import click

from mtreview.cli.process import heed_signals, say, settle_streams
from mtreview.errors import ExitCode, MtreviewError
from mtreview.version import __version__

COMMANDS = (
    "check",
    "score",
    "review",
    "export",
    "report",
    "annotations",
    "rules",
    "evaluate",
    "compare",
    "filter",
    "sample",
    "completion",
)
_COMPLETION = "_MTREVIEW_COMPLETE"
_BROKEN_PIPE = 141  # what a shell reports for a program that wrote to a closed pipe


class LateGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mtreview.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for, or name the nearest."""
        near = difflib.get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and near:
            ctx.fail(f"no command “{args[0]}”; did you mean “{near[0]}”?")
        return super().resolve_command(ctx, args)


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mtreview")
def group() -> None:
    """A copy desk for machine-translated text.

    Finds the marks that machine translation leaves, scores every segment, proposes rewrites and
    exports the corrected text in the format it came in.
    """


def main() -> None:
    """Run the command line and exit with the code that the outcome has."""
    settle_streams()
    heed_signals()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line; return its exit code. A known error is one line on stderr."""
    try:
        if sys.stdout is None:
            return _fail("standard output is closed: send it to a file", ExitCode.INPUT)
        if _COMPLETION in os.environ:
            group.main(arguments, prog_name="mtreview", complete_var=_COMPLETION)
        # Not `group.main`: it has its own ways with interrupts and closed pipes.
        with group.make_context("mtreview", arguments or ["--help"]) as context:
            code = group.invoke(context)
        sys.stdout.flush()
        return int(code or ExitCode.CLEAN)
    except click.exceptions.Exit as error:  # --help and --version end so
        sys.stdout.flush()
        return error.exit_code
    except click.ClickException as error:
        return _fail(error.format_message(), ExitCode.USAGE)
    except MtreviewError as error:
        return _fail(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader has gone (`| head`): point stdout elsewhere, so that exiting stays silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except OSError as error:
        return _fail(_unwritten(error), ExitCode.INPUT)
    except MemoryError:
        return _fail("out of memory: split the input, or score it as a corpus", ExitCode.INPUT)


def _unwritten(error: OSError) -> str:
    """Say what the disk or the device refused; files are opened elsewhere, with their own words."""
    advice = "; free some space or write elsewhere" if error.errno == errno.ENOSPC else ""
    return f"{error.filename or 'standard output'}: {error.strerror or error}{advice}"


def _fail(message: str, code: ExitCode) -> int:
    say(message)
    return code
