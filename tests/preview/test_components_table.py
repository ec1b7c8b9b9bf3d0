"""The table of native components says what there is: support/components.json against the components themselves."""

import json
import re

from pintu.preview.bundle import HOST

TAGS = HOST / "src" / "components" / "tags.js"
TABLE = HOST / "support" / "components.json"


def defined() -> set[str]:
    """The tags that a file of their own defines, or a helper for several."""
    files = {file.stem for file in TAGS.parent.glob("*.js")}
    listed = (TAGS.parent / "index.js").read_text("utf-8")
    return {file for file in files if f'from "./{file}.js"' in listed and file in every_tag()}


def every_tag() -> set[str]:
    lists = re.findall(r'^ +"([a-z -]+)",$', TAGS.read_text("utf-8"), re.MULTILINE)
    return set(" ".join(lists).split())


def test_every_component_of_wechat_has_a_row() -> None:
    table = json.loads(TABLE.read_text("utf-8"))
    assert set(table) == every_tag()


def test_missing_are_exactly_those_without_a_definition() -> None:
    table = json.loads(TABLE.read_text("utf-8"))
    assert {tag for tag, row in table.items() if row["status"] != "missing"} == defined()
