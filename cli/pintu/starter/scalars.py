"""Values as YAML on one line, quoted so that they read back as they were."""

import json
import re

from pintu.model.document import Data

PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*([.-][A-Za-z0-9_]+)*|[0-9]+[a-z]")
"""Names, dotted names and durations: what cannot be taken for anything but text."""
WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
"""What YAML of one version or another takes for something else than text."""
BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that YAML reads as the end of a line, or not at all, when they stand for themselves."""


def plain(value: Data) -> str:
    """As short as can be: quotes only where they are needed."""
    if isinstance(value, str) and PLAIN.fullmatch(value) and value.lower() not in WORDS:
        return value
    if isinstance(value, list):
        return f"[{', '.join(plain(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{plain(key)}: {plain(item)}' for key, item in value.items())}}}"
    return quoted(value)


def quoted(value: Data) -> str:
    """JSON, which YAML reads alike but for a few characters."""
    text = json.dumps(value, ensure_ascii=False)
    return BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
