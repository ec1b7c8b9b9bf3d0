"""validate: layers -> Blueprint. The JSON Schema says the shape; `stages.checks` what a schema cannot say."""

from collections.abc import Sequence
from dataclasses import replace

from pintu.errors import BlueprintError
from pintu.model.blueprint import Blueprint, Layer
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data
from pintu.model.pack import Catalogue
from pintu.stages.checks import app, assets, environments, version
from pintu.stages.checks.layer import check_layer
from pintu.stages.layers import merge_layers

CHECKS = (version.check, app.check, environments.check, assets.check)


def validate(
    layers: Sequence[Layer], catalogue: Catalogue, found: Sequence[Diagnostic] = ()
) -> tuple[Blueprint, tuple[Diagnostic, ...]]:
    """Check every layer and their merge, and say all that is wrong.

    What comes back is always sound in shape: a part that is at fault is left out of it. Whoever goes on has to stop
    where the diagnostics hold an error; `resolve` does. Raises `BlueprintError` where there is no app to go on with.
    """
    diagnostics = list(found)
    sound = []
    for layer in layers:
        data, problems = check_layer(layer.document, catalogue)
        kept: dict[str, Data] = {key: value for key, value in data.items() if key in layer.data and value is not None}
        sound.append(replace(layer, data=kept))
        diagnostics += problems
    blueprint = Blueprint(merge_layers(layer.data for layer in sound), tuple(sound))
    said = Blueprint(merge_layers(layer.data for layer in layers), tuple(layers))
    diagnostics += app.check_required(said)
    for check in CHECKS:
        diagnostics += check(blueprint)
    if said.get("app") is None:
        raise BlueprintError(diagnostics)
    return blueprint, tuple(diagnostics)
