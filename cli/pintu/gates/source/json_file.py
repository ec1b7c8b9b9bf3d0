"""JSON with positions: each value knows its line and column."""

import json
from collections.abc import Mapping

from pintu.errors import BlueprintError
from pintu.gates.source.text import Text
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Document, Where
from pintu.stages.read_yaml_nodes import Composer


def read_json(text: Text) -> Document | Diagnostic:
    """The file's object, or what is wrong with it (`schemas.not_json`)."""
    try:
        data = json.loads(text.content)
    except json.JSONDecodeError as error:
        where = Where(text.file, error.lineno, error.colno)
        return Diagnostic("schemas.not_json", where, {"problem": error.msg})
    if not isinstance(data, dict):
        return Diagnostic("schemas.not_json", Where(text.file, 1, 1), {"problem": "Expecting an object"})
    # JSON is YAML but for tabs between its tokens, and that reader keeps positions.
    composer = Composer(text.file, text.content.replace("\t", " "))
    try:
        found, _ = composer.compose()
    except BlueprintError:
        found = None
    if found is None:
        return Diagnostic("schemas.not_json", Where(text.file, 1, 1), {"problem": "Unreadable"})
    node = found
    return Document(text.file, text.content, data, lambda: node)


def texts(data: object) -> Mapping[str, str]:
    """Of a mapping, the entries that are text: what a broken file holds otherwise is the schema's affair."""
    pairs = data.items() if isinstance(data, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}
