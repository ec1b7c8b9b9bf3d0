from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from app.core import http
from app.core.resources import Resources
from app.modules.erp_connector import connecting, settings
from app.modules.erp_connector.settings import ErpEnvironment
from devtools.erp_connector.standin import StandIn, create_app
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever this business has decided."""
    configure("erp_connector", adapter="rest", attempts=6)
    values = ErpEnvironment(erp_url="http://erp.test/", erp_token=SecretStr("a token"), erp_folder=tmp_path / "erp")
    for module in (connecting, settings):
        monkeypatch.setattr(module, "environment", lambda: values)


@pytest.fixture
def erp(resources: Resources) -> Iterator[StandIn]:
    """An ERP behind every outgoing call."""
    del resources
    before = http._transport  # noqa: SLF001  # put back below
    standin = StandIn()
    http.route_through(httpx.ASGITransport(create_app(standin)))
    yield standin
    http.route_through(before)
