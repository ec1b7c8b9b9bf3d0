"""What must never stand in a blueprint: it is committed, copied and mailed. Secrets come from the environment."""

from collections.abc import Iterator

from pintu.masking import looks_secret, may_hold_secrets, names_secret
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Data, Document, Path


def find_secrets(document: Document) -> Iterator[Diagnostic]:
    """Every value that looks like a key, or stands below a name that keys have. The value itself is never shown."""
    if not may_hold_secrets(document.text):
        return
    for path in _suspects(document.data, ()):
        yield Diagnostic("secret.in_blueprint", document.where(path), {"key": str(path[-1])})


def _suspects(data: Data, path: Path) -> Iterator[Path]:
    if isinstance(data, dict):
        for key, value in data.items():
            named = names_secret(key) and isinstance(value, str | int) and not isinstance(value, bool)
            if (named and value) or looks_secret(key):
                yield (*path, key)
            else:
                yield from _suspects(value, (*path, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _suspects(item, (*path, index))
    elif isinstance(data, str) and len(data) >= 15 and looks_secret(data):
        yield path
