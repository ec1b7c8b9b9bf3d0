"""Looking something up by what a person typed."""

from collections.abc import Iterable
from difflib import get_close_matches

from pintu.errors import UserError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

NOWHERE = Where("")
"""What was typed on a command line stands in no file."""


def known(code: str, name: str, names: Iterable[str]) -> str:
    """`name`, if it is one of `names`.

    Raises `UserError` otherwise, with the code `<code>_near` where a known name is close, else with `code`.
    """
    names = sorted(names)
    if name in names:
        return name
    near = get_close_matches(name.lower(), names, n=3)
    args = {"name": name, "near": " / ".join(f"`{one}`" for one in near), "names": ", ".join(names)}
    raise UserError([Diagnostic(f"{code}_near" if near else code, NOWHERE, args)])
