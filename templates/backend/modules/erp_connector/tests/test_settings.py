"""What must be put right before documents go to the ERP."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from app.modules.erp_connector import settings
from app.modules.erp_connector.settings import ErpEnvironment, connected, unfit_for_production
from tests.types import Configure

TOKEN = SecretStr("a token")


@pytest.mark.parametrize(
    ("adapter", "values", "missing"),
    [
        ("rest", {"erp_url": "https://erp.example.com", "erp_token": TOKEN}, []),
        ("rest", {"erp_url": "https://erp.example.com"}, ["ERP_TOKEN"]),
        ("rest", {"erp_token": TOKEN}, ["ERP_URL"]),
        ("csv", {"erp_folder": Path("/nowhere")}, ["ERP_FOLDER"]),
        ("csv", {}, ["ERP_FOLDER"]),
        ("csv", {"erp_folder": Path("/")}, []),
    ],
)
def test_not_fit(
    configure: Configure, monkeypatch: pytest.MonkeyPatch, adapter: str, values: dict[str, object], missing: list[str]
) -> None:
    configure("erp_connector", adapter=adapter)
    given = ErpEnvironment.model_validate(values)
    monkeypatch.setattr(settings, "environment", lambda: given)
    problems = list(unfit_for_production())
    assert [any(name in problem for name in missing) for problem in problems] == [True] * len(missing)
    assert connected() is bool(values.get("erp_folder" if adapter == "csv" else "erp_url"))
