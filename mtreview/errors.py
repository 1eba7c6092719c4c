"""Errors that a user can act on, and the exit codes of the command line."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    INTERRUPTED = 130


class MtreviewError(Exception):
    """A known error: its message is one line that says what is wrong and what to do."""

    exit_code = ExitCode.INPUT


class ConfigError(MtreviewError):
    """An option, a configuration key or a rule name that cannot be used."""

    exit_code = ExitCode.USAGE


class InputError(MtreviewError):
    """A file that cannot be read or written."""


class ModelError(MtreviewError):
    """A model or an extra that is missing or cannot be loaded."""
