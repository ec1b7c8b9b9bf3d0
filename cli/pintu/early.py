"""`pintu generate` where nothing has changed, answered before the command line is parsed.

Parsing options costs several times as much as finding out; whatever is not plainly `generate [BLUEPRINT] [-o DIR]` goes
the long way, and so does everything that is not certain.
"""

from collections.abc import Sequence
from pathlib import Path

from pintu.unchanged import is_unchanged

BLUEPRINT = "blueprint.yaml"


def nothing_to_generate(arguments: Sequence[str]) -> bool:
    """Whether that was all; it is said as the command would say it."""
    match arguments:
        case []:
            blueprint, root = Path(BLUEPRINT), Path()
        case [name] if Path(name).name == BLUEPRINT:
            blueprint, root = Path(name), Path(name).parent
        case [name, "-o" | "--output", folder] | ["-o" | "--output", folder, name]:
            blueprint, root = Path(name), Path(folder)
        case _:
            return False
    if str(blueprint).startswith("-") or str(root).startswith("-") or not is_unchanged(blueprint, root):
        return False
    from pintu import console  # noqa: PLC0415  there is something to say only now

    console.say("generate.unchanged", folder=root)
    return True
