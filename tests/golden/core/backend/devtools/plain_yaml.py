"""YAML whose words mean what they look like (YAML 1.2): `no`, `on`, `12:30`, `0571` and `2026-01-31` are text.

PyYAML by itself follows YAML 1.1, where they are a false, a true, 750 seconds, 377 and a date.
"""

import re
from typing import Any

import yaml

WORDS = {
    "null": (r"(?:|~|null|Null|NULL)", ["", "~", "n", "N"]),
    "bool": (r"(?:true|True|TRUE|false|False|FALSE)", list("tTfF")),
    "int": (r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),
    "float": (r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
    "merge": (r"<<", ["<"]),
}
"""What a word without quotes may be besides text, and the characters that it may begin with."""


class PlainLoader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # as the library has it


for kind, (pattern, first) in WORDS.items():
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(pattern + r"\Z"), first)


def load_yaml(text: str) -> Any:  # noqa: ANN401  # plain data
    """The data of one document. Raises yaml.YAMLError."""
    loader = PlainLoader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()
