"""Where the command line meets the shell: the encoding, and the one place that makes errors sentences and exit codes.

Exit codes: 0 well, 1 findings, 2 wrong use or unusable input, 3 a corrupt or newer log, 70 an error of the program
itself, 130 stopped by ctrl-c, 141 nobody reads the output any more: a closed pipe (the shell itself says this of a
program that one ended), or a window that was closed.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from exercise.errors import Crashed, ExerciseError, ScenarioInvalid
from exercise.i18n import _

NAME = "exercise"
COMPLETION = "_EXERCISE_COMPLETE"
STOPPED = 130
NOBODY_READS = 141


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code; whatever goes wrong has been said on stderr."""
    _speak_utf8()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        return NOBODY_READS
    except OSError as error:  # a full disk under the output, mostly
        _forget_stdout()
        if error.errno == errno.EIO:  # the window was closed: no terminal is there any more
            return NOBODY_READS
        sentence = _("The system says: {reason}. Look after what is read or written there and try again.")
        _say(sentence.format(reason=error))
        return ExerciseError.exit_code
    except KeyboardInterrupt:
        return _stopped()
    except Exception as error:  # here alone: a traceback is for who mends the program, not for who uses it
        crash = Crashed()
        crash.__cause__ = error
        return _failed(crash)
    return code


def _run(arguments: Sequence[str]) -> int:
    """As click's own `main`, which would end the process itself where a pipe is closed, and with its own exit code."""
    import click
    from click.shell_completion import shell_complete

    from exercise.cli.program import program

    asked = os.environ.get(COMPLETION)
    if asked:
        return shell_complete(program, {}, NAME, COMPLETION, asked)
    try:
        with program.make_context(NAME, list(arguments)) as context:
            result = program.invoke(context)
    except ExerciseError as error:
        return _failed(error)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        return _misused(error)
    return result if isinstance(result, int) else 0


def _failed(error: ExerciseError) -> int:
    if isinstance(error, Crashed):
        from exercise.cli.crash import told

        _say(told(error))
        return error.exit_code
    if isinstance(error, ScenarioInvalid):
        for diagnostic in error.diagnostics:
            print(diagnostic, file=sys.stderr)
    _say(str(error))
    return error.exit_code


def _misused(error: object) -> int:
    import click

    assert isinstance(error, click.ClickException)
    sentence = error.format_message().replace("\n", " ")
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        sentence = sentence if sentence.endswith((".", "?")) else sentence + "."
        sentence += " " + _("'{command} --help' shows how.").format(command=context.command_path)
    _say(sentence)
    return ExerciseError.exit_code


def _stopped() -> int:
    _say(_("Stopped."))
    return STOPPED


def _say(sentence: str) -> None:
    from exercise.scenario.text import clean

    try:
        print(clean(sentence), file=sys.stderr)
    except OSError:  # nobody listens there either
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _speak_utf8() -> None:
    """Output is UTF-8 whatever the locale says; a file name that is not becomes escapes, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_stdout() -> None:
    """Python flushes stdout once more on its way out: let that go nowhere instead of failing again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
