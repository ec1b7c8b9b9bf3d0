"""The golden trees are what their blueprints make, byte for byte."""

import pytest

from golden import BLUEPRINTS, GOLDEN, differences, report


@pytest.mark.parametrize("name", BLUEPRINTS)
def test_tree(name: str) -> None:
    assert (GOLDEN / name).is_dir(), "make golden"
    said = report(name)
    assert not said, f"{said}\n\nIf this is meant: make golden, read the difference, commit it."


def test_no_tree_without_a_blueprint() -> None:
    assert {folder.name for folder in GOLDEN.iterdir() if folder.is_dir()} == set(BLUEPRINTS)


def test_a_difference_can_be_read() -> None:
    old = {"same": b"a\n", "text": b"a\nb\nc\n", "gone": b"", "picture": b"\0\1"}
    new = {"same": b"a\n", "text": b"a\nB\nc\n", "new": b"", "picture": b"\0"}
    assert list(differences(old, new)) == [
        "- gone",
        "+ new",
        "! picture: 2 bytes, now 1",
        "--- golden/text",
        "+++ now/text",
        "@@ -1,3 +1,3 @@",
        " a",
        "-b",
        "+B",
        " c",
    ]
