"""The command tree. Each command lives in a file of its own and imports what it needs when it runs."""

import typer

from pintu.commands import diff, explain, generate, validate

app = typer.Typer(name="pintu", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for command in (validate, explain, generate, diff):
    command.register(app)


def run() -> None:
    app()
