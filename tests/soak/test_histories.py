"""Random histories of payments on both databases: in the end the shop and WeChat have the same books."""

from pathlib import Path

import pytest
from knobs import HISTORIES
from projects import generated, in_backend


@pytest.mark.usefixtures("test_database")
def test_more_histories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The backend's own test reads SEED, too: each soak sees others."""
    monkeypatch.setenv("HISTORIES", str(HISTORIES))
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    in_backend(generated("retail", tmp_path), "pytest", *options, "tests/payment/test_histories.py")
