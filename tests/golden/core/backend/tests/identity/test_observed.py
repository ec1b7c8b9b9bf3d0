"""What operators see of customers: routes and numbers, no personal data."""

import json

import httpx
import pytest

from app.core import observability
from tests.environment import ORIGIN
from tests.types import AsUser


async def test_figures_name_routes_and_not_addresses(client: httpx.AsyncClient, as_user: AsUser) -> None:
    await (await as_user()).client.delete("/me/addresses/987654")

    text = (await client.get(f"{ORIGIN}/metrics")).text

    assert 'handler="/api/v1/me/addresses/{address_id}",method="DELETE",status="4xx"' in text
    assert "987654" not in text


async def test_one_line_per_request_without_personal_data(as_user: AsUser, capsys: pytest.CaptureFixture[str]) -> None:
    observability.configure_logs("json")
    try:
        person = await as_user("13812345678")
        capsys.readouterr()
        await person.client.put("/me", json={"nickname": "王小明"}, headers={"X-Request-Id": "trace-0001"})
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    finally:
        observability.configure_logs("console")

    assert len(lines) == 1
    line = lines[0]
    assert (line["event"], line["method"], line["route"], line["status"]) == ("request", "PUT", "/me", 200)
    assert (line["request_id"], line["actor"]) == ("trace-0001", f"user:{person.id}")
    assert "王小明" not in str(lines)
    assert "13812345678" not in str(lines)
