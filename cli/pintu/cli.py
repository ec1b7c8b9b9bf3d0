"""The command tree, and what happens when something goes wrong.

Each command lives in a file of its own and imports what it needs when it runs. Exit status: 0 fine; 1 the input has
problems; 2 wrong usage; 3 a defect of ours; 130 interrupted.
"""

import errno
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from pintu import __version__, console
from pintu.commands import (
    blueprints,
    check,
    diff,
    doctor,
    explain,
    generate,
    modules,
    new,
    schema,
    show,
    simulate,
    validate,
)
from pintu.commands import run as run_project
from pintu.errors import ConflictError, TemplateBug, UserError, WrongUsage
from pintu.messages import text
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.usage import translated, usage_problem

COMMANDS = (
    new,
    validate,
    explain,
    generate,
    diff,
    run_project,
    simulate,
    check,
    modules,
    blueprints,
    show,
    schema,
    doctor,
)
PIPE_CLOSED = 141
"""What any program ends with whose reader has gone (`pintu explain x | head -1`)."""
REFUSALS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENAMETOOLONG, errno.ELOOP}
REFUSALS |= {errno.ENOTDIR, errno.EISDIR, errno.EMFILE, errno.EIO, errno.ETXTBSY, errno.EBUSY, errno.ENOENT}
"""What the operating system may say about files through no fault of anybody's program."""


def _say_version(value: bool) -> None:  # noqa: FBT001  as typer calls it
    """Beside other options; on its own it is answered in `__main__`."""
    if value:
        console.result(f"pintu {__version__}")
        raise typer.Exit


def build() -> typer.Typer:
    app = typer.Typer(
        name="pintu",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_root)
    for command in COMMANDS:
        command.register(app)
    return translated(app)


def _root(
    *, version: Annotated[bool, typer.Option("--version", "-V", is_eager=True, callback=_say_version)] = False
) -> None:
    """What stands before a command; its help is `help.pintu`."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    console.speak_json(on=False)
    command = typer.main.get_command(build())
    try:
        status = command.main(arguments, prog_name="pintu", standalone_mode=False)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _interrupted()
    except (BrokenPipeError, SystemExit):  # typer makes the second of the first
        return _pipe_closed()
    except Exception as error:  # noqa: BLE001  whatever it is, the status and the words are decided here
        return _failed(error, arguments)
    return _interrupted() if status == 130 else status if isinstance(status, int) else 0


def _failed(error: Exception, arguments: Sequence[str]) -> int:
    match error:
        case UserError():
            _problems(error)
            return 1
        case WrongUsage():
            problem = text(error.code, error.details)
            console.say("usage.error", problem=problem)
            return 2
        case typer.Abort():
            return _interrupted()
        case OSError() if error.errno in REFUSALS:
            where = Where(str(error.filename or ""))
            _problems(UserError([Diagnostic("file.refused", where, {"reason": error.strerror or ""})]))
            return 1
    return _wrong_usage(error) if hasattr(error, "format_message") else _bug(error, arguments)


def _problems(error: UserError) -> None:
    if not console.speaks_json():
        console.show(error.diagnostics)
        return
    from pintu.report.finding import as_data, findings  # noqa: PLC0415  only when something is wrong

    outcome: console.Outcome = "conflict" if isinstance(error, ConflictError) else "invalid"
    console.result_json(outcome, {"diagnostics": [as_data(found) for found in findings(error.diagnostics)]})


def _wrong_usage(error: Exception) -> int:
    """Errors of `typer`, whose own words are English only."""
    ctx = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{error}\n")
        return 2
    console.say("usage.error", problem=usage_problem(error))
    if ctx is not None:
        console.say("usage.see_help", command=ctx.command_path)
    return 2


def _bug(error: Exception, arguments: Sequence[str]) -> int:
    """A report that can be pasted. It never blames the reader's files, and holds nothing secret."""
    from pintu.report.bug import describe  # noqa: PLC0415  rare, it is to be hoped

    if isinstance(error, TemplateBug):
        console.say("bug.template", template=error.template)
    else:
        console.say("bug.ours")
    console.say("bug.paste")
    sys.stderr.write(describe(error, arguments))
    return 3


def _interrupted() -> int:
    console.say("run.interrupted")
    return 130


def _pipe_closed() -> int:
    """Give Python somewhere to flush to when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED
