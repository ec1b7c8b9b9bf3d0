"""The Jinja environment that templates render in: one for each pack, its compiled templates cached between runs."""

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pintu import __version__
from pintu.cache import cache_folder


class PackLoader(FileSystemLoader):
    """Templates of one folder; a link that leads out of it is as good as not there."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = super().get_source(environment, template)
        root = os.path.realpath(self.searchpath[0])
        if os.path.commonpath((root, os.path.realpath(found[1]))) != root:
            raise TemplateNotFound(template)
        return found


@cache
def environment(root: Path, *, trusted: bool) -> Environment:
    """For the templates in `root`; those of a pack that did not come with Pintu run in Jinja's sandbox."""
    kind = Environment if trusted else ImmutableSandboxedEnvironment
    made = kind(
        # WXML owns `{{ }}`.
        variable_start_string="<%=",
        variable_end_string="%>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<%#",
        comment_end_string="%>",
        loader=PackLoader(root),
        undefined=StrictUndefined,
        bytecode_cache=_bytecode(trusted=trusted),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters |= {"json": to_json, "py": to_python, "toml": to_toml, "yaml": to_json}
    return made


def to_json(value: object) -> str:
    """JSON text, which is valid YAML too."""
    return json.dumps(value, ensure_ascii=False)


def to_python(value: object) -> str:
    """A Python literal, quoted as ruff does."""
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False)
        case list():
            return f"[{', '.join(to_python(item) for item in value)}]"
        case tuple():
            return f"({', '.join(to_python(item) for item in value)}{',' if len(value) == 1 else ''})"
        case Mapping():
            return f"{{{', '.join(f'{to_python(key)}: {to_python(item)}' for key, item in value.items())}}}"
    return repr(value)


def to_toml(value: object) -> str:
    """A TOML value; a mapping becomes an inline table. Raises `TypeError` for None, which TOML does not have."""
    match value:
        case None:
            raise TypeError("TOML has no value for nothing")
        case list() | tuple():
            return f"[{', '.join(to_toml(item) for item in value)}]"
        case Mapping():
            pairs = ", ".join(f"{to_toml(str(key))} = {to_toml(item)}" for key, item in value.items())
            return f"{{ {pairs} }}" if pairs else "{}"
    return to_json(value).replace("\x7f", "\\u007f")


def _bytecode(*, trusted: bool) -> BytecodeCache | None:
    """Compiled templates in a folder of the reader's alone: they are loaded as code.

    What a template compiles to depends on its text (Jinja checks that) and on all that is in the folder's name.
    """
    here = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    made_by = f"{__version__}-{jinja2.__version__}-{sys.implementation.cache_tag}-{here}"
    folder = cache_folder(f"templates/{made_by}-{'plain' if trusted else 'sandbox'}")
    if folder is None or stat.S_IMODE(folder.stat().st_mode) & 0o022:
        return None
    return FileSystemBytecodeCache(str(folder))
