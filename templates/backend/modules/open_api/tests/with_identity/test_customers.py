"""Customers and programs: what signs in the one does not let in the other."""

import pytest

from app.modules.open_api import keys
from tests.open_api.partners import EVERYTHING, given
from tests.types import AsStaff, AsUser, OpenClient


async def test_neither_is_the_other(
    as_staff: AsStaff, as_user: AsUser, open_client: OpenClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "SCOPES", {object: "open_api.read"})
    customer = (await as_user()).client
    answer = await customer.get("/open/key")
    assert (answer.status_code, answer.json()["code"]) == (401, "KEY_INVALID")
    program = await open_client(await given(await as_staff(EVERYTHING), "open_api.read"))
    assert ((await program.get("/open/key")).status_code, (await program.get("/me")).status_code) == (200, 401)
