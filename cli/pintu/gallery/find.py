"""Looking something up by what a person typed."""

from collections.abc import Iterable
from difflib import get_close_matches

from pintu.errors import UserError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

NOWHERE = Where("")
"""What was typed on a command line stands in no file."""


def known(code: str, name: str, names: Iterable[str]) -> str:
    """`name`, if it is one of `names`. Raises `UserError` with the nearest one otherwise."""
    names = sorted(names)
    if name in names:
        return name
    near = get_close_matches(name.lower(), names, n=1)
    args = {"name": name, "names": ", ".join(names)}
    raise UserError([Diagnostic(code, NOWHERE, args, fix=near[0] if near else None)])
