"""JSON with positions: each value knows its line and column."""

import json
from collections.abc import Mapping
from functools import cache

from pintu.gates.source.json_tree import tree
from pintu.gates.source.text import Text
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Document, Where


def read_json(text: Text) -> Document | Diagnostic:
    """The file's object, or what is wrong with it (`schemas.not_json`)."""
    try:
        data = json.loads(text.content)
    except json.JSONDecodeError as error:
        where = Where(text.file, error.lineno, error.colno)
        return Diagnostic("schemas.not_json", where, {"problem": error.msg})
    except ValueError:  # Python reads no integer of more than some thousand digits
        return Diagnostic("schemas.not_json", Where(text.file, 1, 1), {"problem": "A number has too many digits"})
    except RecursionError:
        return Diagnostic("schemas.not_json", Where(text.file, 1, 1), {"problem": "Nested too deeply"})
    if not isinstance(data, dict):
        return Diagnostic("schemas.not_json", Where(text.file, 1, 1), {"problem": "Expecting an object"})
    return Document(text.file, text.content, data, cache(lambda: tree(text)))


def texts(data: object) -> Mapping[str, str]:
    """Of a mapping, the entries that are text: what a broken file holds otherwise is the schema's affair."""
    pairs = data.items() if isinstance(data, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}
