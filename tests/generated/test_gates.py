"""Every generated project passes the gates; those of the backend run in `test_backends.py`, with the same commands."""

from pathlib import Path

import pytest
from projects import BLUEPRINTS, generated

from javascript import require_node
from pintu.gates import wechat_compilers
from pintu.gates.checking import look
from pintu.gates.every import chosen
from pintu.gates.prepare import prepared
from pintu.gates.sizes import weights

EACH = [pytest.param(name, marks=pytest.mark.xdist_group(f"backend-{name}")) for name in BLUEPRINTS]
GATES = chosen((), ("ruff", "mypy", "tests"))


@pytest.mark.parametrize("name", EACH)
def test_it_passes_and_is_light(name: str, projects_folder: Path) -> None:
    require_node()
    with prepared(generated(name, projects_folder), GATES, node=True, installing=lambda _: None) as subject:
        looked = look(subject, GATES, lambda: None)
        rows = weights(subject.app)
    assert [found for outcome in looked for found in outcome.diagnostics] == []
    left_out = {outcome.gate for outcome in looked if outcome.left_out}
    assert left_out == (set() if wechat_compilers.is_compiled_for_this() else {"wxml", "wxss"})
    assert all(row.bytes < row.goal for row in rows)
