from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from app.core.resources import Resources
from tests import environment
from tests.types import Configure
from tests.wallboard.screens import Screen


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this business has decided."""
    configure("wallboard", refresh="5s")


@pytest.fixture
async def screen(app: FastAPI, resources: Resources) -> AsyncIterator[Screen]:
    """A browser where nobody has signed in."""
    del resources  # they are open
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=environment.ORIGIN) as client:
        yield Screen(client)
