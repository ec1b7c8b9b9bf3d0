"""Everything that can be said about one file on its own."""

from functools import lru_cache

from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Document, Path
from pintu.model.pack import Catalogue
from pintu.packs.schemas import blueprint_schema, blueprint_validator
from pintu.stages.checks.secrets import find_secrets
from pintu.stages.checks.shape import check_shape


@lru_cache(maxsize=32)
def check_layer(document: Document, catalogue: Catalogue) -> tuple[dict[str, Data], tuple[Diagnostic, ...]]:
    """The data without what is at fault, and what is wrong. Layers that many blueprints share are checked once."""
    faults, problems = check_shape(document, blueprint_validator(catalogue), blueprint_schema(catalogue))
    data = _without(document.data, faults) if faults else document.data
    return (data if isinstance(data, dict) else {}), (*problems, *find_secrets(document))


def _without(data: Data, faults: list[Path]) -> Data:
    """`data` with the values at `faults` left out, entries of lists as a whole; None keeps the places of the others."""
    here = {path[0] for path in faults if len(path) == 1}
    deeper: dict[str | int, list[Path]] = {}
    for path in faults:
        if len(path) > 1:
            deeper.setdefault(path[0], []).append(path[1:])
    if isinstance(data, dict):
        return {k: _without(v, deeper[k]) if k in deeper else v for k, v in data.items() if k not in here}
    if isinstance(data, list):
        return [None if i in here or i in deeper else value for i, value in enumerate(data)]
    return data
