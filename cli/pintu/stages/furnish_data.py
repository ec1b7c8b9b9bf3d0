"""Demo data: a file of rows below the ids of the modules that load them."""

from functools import lru_cache
from pathlib import Path

from pintu.errors import UserError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Document
from pintu.stages.checks.assets import MOST_DATA
from pintu.stages.checks.secrets import find_secrets
from pintu.stages.checks.suggest import closest
from pintu.stages.furnish_told import Told
from pintu.stages.read_yaml import read_yaml


def furnish_data(told: Told) -> None:
    """Check that every part belongs to a module that is in. That the file is there has been looked at before."""
    blueprint = told.resolution.blueprint
    name = blueprint.get("data")
    if not isinstance(name, str):
        return
    file = blueprint.base("data") / name
    if not file.is_file() or file.stat().st_size > MOST_DATA:
        return
    try:
        document = _read(file, file.stat().st_mtime_ns)
    except UserError as error:
        told.found += error.diagnostics
        return
    told.found += find_secrets(document)
    for id_ in document.data:
        where = document.where((id_,), key=True)
        if id_ in told.resolution.ids or told.is_told(id_):
            continue
        if id_ in told.catalogue.contracts:
            told.out("data.module_out", ("data",), ("data",), id_, where=where, name=id_)
        else:
            close = closest(id_, told.resolution.ids)
            told.found.append(Diagnostic("data.unknown_module", where, {"module": id_}, fix=close))


@lru_cache(maxsize=32)
def _read(file: Path, _mtime: int) -> Document:
    return read_yaml(file)
