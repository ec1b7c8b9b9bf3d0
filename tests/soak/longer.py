"""A plugin for pytest: every Hypothesis test tries LONGER times as many examples as it says itself."""

import pytest
from hypothesis import settings
from knobs import LONGER

HELD = "_hypothesis_internal_use_settings"
"""Where Hypothesis keeps what `@settings` said; it has no public way to change that afterwards."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        test = getattr(item, "obj", None)
        test = getattr(test, "__func__", test)
        said = getattr(test, HELD, None)
        if isinstance(said, settings) and not getattr(test, "is_longer", False):
            setattr(test, HELD, settings(said, max_examples=said.max_examples * LONGER))
            setattr(test, "is_longer", True)  # noqa: B010  a function takes it; several parameters share one function
