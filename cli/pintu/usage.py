"""Help and usage errors in both languages. The texts are in `pintu.messages`; command files hold none.

`typer` (whichever version, on its own or on `click`'s parser) brings the parsing; its English sentences are replaced
here by class and attribute, and those of an unknown kind are passed on as they are.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from pintu.messages import knows, text
from pintu.report.width import pad, width

WRAP = 100


class Command(TyperCommand):
    """A command whose help comes from the catalogue."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  click's types moved between versions
        formatter.write(help_text(ctx))


class Group(TyperGroup):
    """A group of such commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        formatter.write(help_text(ctx))


def translated(app: typer.Typer) -> typer.Typer:
    """Give every command of `app` the classes above."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        group.cls = Group
        if group.typer_instance:
            translated(group.typer_instance)
    return app


def help_text(ctx: Any) -> str:  # noqa: ANN401
    """Usage, what the command does, its arguments, options and commands."""
    command = ctx.command
    path = _path(ctx)
    params = command.get_params(ctx)
    pieces = [f"{text('heading.usage')}{ctx.command_path} {_pieces(command.collect_usage_pieces(ctx))}\n"]
    pieces.append(f"\n{_indent(text(f'help.{path}'), 2)}\n")
    for kind in ("argument", "option"):
        rows = [(_declared(p, ctx), _explained(p, path)) for p in params if p.param_type_name == kind and not p.hidden]
        pieces.append(_section(f"heading.{kind}s", rows))
    commands = getattr(command, "commands", {})
    rows = [(name, text(f"help.{_join(path, name)}")) for name, sub in commands.items() if not sub.hidden]
    pieces.append(_section("heading.commands", rows))
    return "".join(pieces)


def _pieces(pieces: Iterable[str]) -> str:
    """What follows the command's name; some versions of the parser put braces around what has to be there."""
    words = {"[OPTIONS]": "heading.any_options", "COMMAND [ARGS]...": "heading.any_command"}
    return " ".join(text(words[piece]) if piece in words else piece.strip("{}") for piece in pieces)


def _path(ctx: Any) -> str:  # noqa: ANN401
    """`pintu`, or `generate`, or `module.new`."""
    names = ctx.command_path.split()[1:]
    return ".".join(names) or "pintu"


def _join(path: str, name: str) -> str:
    return name if path == "pintu" else f"{path}.{name}"


def help_code(path: str, parameter: str) -> str:
    """The code of a parameter's help: its command's own, or the one that all commands share."""
    own = f"help.{path}.{parameter}"
    return own if knows(own) else f"help.any.{parameter}"


def _declared(param: Any, ctx: Any) -> str:  # noqa: ANN401
    record = param.get_help_record(ctx)
    return str(record[0]) if record else str(param.name)


def _explained(param: Any, path: str) -> str:  # noqa: ANN401
    said = text(help_code(path, str(param.name)))
    default = getattr(param.default, "value", param.default)
    if default in {None, False, True, ""} or callable(default) or not isinstance(default, str | int):
        return said
    return f"{said} {text('heading.default', {'value': default})}"


def _section(heading: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    left = min(32, max(width(name) for name, _ in rows))
    lines = []
    for name, said in rows:
        start = f"  {pad(name, left)}" if width(name) <= left else f"  {name}\n{' ' * (left + 2)}"
        lines.append(f"{start}  {_indent(said, left + 4).lstrip()}\n")
    return f"\n{text(heading)}\n{''.join(lines)}"


def _indent(said: str, columns: int) -> str:
    """Wrapped by display width: Chinese breaks anywhere, English between words."""
    lines, line = [], ""
    for word in re.findall(r"[!-~]+\s*|\s|[^!-~\s][，。；：、）」]?", said):
        if width(line + word.rstrip()) > WRAP - columns and line:
            lines.append(line.rstrip())
            line = ""
        line += word
    return "\n".join(" " * columns + one for one in [*lines, line.rstrip()])


def usage_problem(error: Any) -> str:  # noqa: ANN401  a usage error of typer, or of click
    """What is wrong with the command line, as a sentence."""
    kind, message = type(error).__name__, str(getattr(error, "message", error))
    name = _quoted(_name(error))
    if kind == "NoSuchOption":
        return _suggest(text("usage.no_such_option", {"name": error.option_name}), error.possibilities or ())
    if kind == "MissingParameter":
        return text("usage.missing", {"name": name})
    if found := re.search(r"No such command '([^']*)'", message):
        commands = getattr(getattr(error.ctx, "command", None), "commands", {})
        close = get_close_matches(found[1], commands)
        return _suggest(text("usage.no_such_command", {"name": _quoted(found[1])}), close)
    for pattern, code in _SENTENCES:
        if found := re.search(pattern, message):
            return text(code, {"name": name, **found.groupdict()})
    return text("usage.bad_value" if kind == "BadParameter" else "usage.other", {"name": name, "detail": message})


_SENTENCES = (
    (r"^Missing command", "usage.missing_command"),
    (r"^Option '(?P<name>[^']*)' requires an argument", "usage.needs_value"),
    (r"^Option '(?P<name>[^']*)' does not take a value", "usage.takes_no_value"),
    (r"unexpected extra argument(?:s|\(s\))? \((?P<names>.*)\)", "usage.extra"),
    (r"^'(?P<value>[^']*)' is not a valid int", "usage.not_a_number"),
    (r"^(?P<value>-?\d+) is not in the range (?P<least>-?\d+)<=x<=(?P<most>-?\d+)", "usage.not_in_range"),
    (r"(?P<value>'[^']*') is not (?:one of )?(?P<choices>'.*')\.?$", "usage.bad_choice"),
)


def _name(error: Any) -> str:  # noqa: ANN401
    param = getattr(error, "param", None)
    if param is None:
        return str(getattr(error, "option_name", "") or getattr(error, "param_hint", "") or "")
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name.upper()).rstrip(".")


def _quoted(name: str) -> str:
    return f"`{name}`" if name else ""


def _suggest(problem: str, names: Iterable[str]) -> str:
    close = " / ".join(_quoted(name) for name in names)
    return text("usage.did_you_mean", {"problem": problem, "names": close}) if close else problem
