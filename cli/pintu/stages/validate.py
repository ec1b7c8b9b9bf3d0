"""validate: layers -> Blueprint. The JSON Schema says the shape; the rest is what a schema cannot say."""

from collections.abc import Sequence

from pintu.errors import BlueprintError
from pintu.model.blueprint import Blueprint, Layer
from pintu.model.diagnostic import Diagnostic, has_errors
from pintu.model.pack import Catalogue
from pintu.stages.layers import merge_layers


def validate(
    layers: Sequence[Layer], catalogue: Catalogue, found: Sequence[Diagnostic] = ()
) -> tuple[Blueprint, tuple[Diagnostic, ...]]:
    """Check every layer and their merge; raises `BlueprintError` with all that was found."""
    verticals = {path.resolve() for _, path in catalogue.verticals()}
    lowest = layers[0].base / layers[0].document.file.rsplit("/", 1)[-1]
    blueprint = Blueprint(merge_layers(layers, vertical_first=lowest.resolve() in verticals), tuple(layers))
    diagnostics = tuple(found)
    if has_errors(diagnostics):
        raise BlueprintError(diagnostics)
    return blueprint, diagnostics
