"""Who may do what, and freight rules as staff write them."""

import pytest

from tests.types import AsStaff

RULE = {"province": "浙江省", "first_fen": 600, "next_fen": 200, "free_from_fen": 9900}


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", "/staff/couriers", "delivery.read"),
        ("GET", "/staff/orders/1/shipments", "delivery.read"),
        ("POST", "/staff/orders/1/shipments", "delivery.send"),
        ("POST", "/staff/shipments/1/send", "delivery.send"),
        ("POST", "/staff/shipments/1/correct", "delivery.send"),
        ("POST", "/staff/shipments/1/unpack", "delivery.send"),
        ("POST", "/staff/shipments/1/steps", "delivery.send"),
        ("POST", "/staff/shipments/1/delivered", "delivery.send"),
        ("GET", "/staff/freight-rules", "delivery.read"),
        ("POST", "/staff/freight-rules", "delivery.rules"),
        ("PUT", "/staff/freight-rules/1", "delivery.rules"),
        ("DELETE", "/staff/freight-rules/1", "delivery.rules"),
    ],
)
async def test_permissions(as_staff: AsStaff, method: str, path: str, needed: str) -> None:
    others = {"delivery.read", "delivery.send", "delivery.rules", "order.read"} - {needed}
    answer = await (await as_staff(*sorted(others))).client.request(method, path)
    assert (answer.status_code, answer.json()["details"]) == (403, {"permission": needed})


async def test_couriers(as_staff: AsStaff) -> None:
    items = (await (await as_staff("delivery.read")).client.get("/staff/couriers")).json()["items"]
    assert {"code": "SF", "name": "顺丰速运"} in items


class TestRules:
    async def test_written_changed_and_removed(self, as_staff: AsStaff) -> None:
        client = (await as_staff("delivery.*")).client
        made = (await client.post("/staff/freight-rules", json=RULE)).raise_for_status().json()
        assert (made["province"], made["city"], made["by"]) == ("浙江", "", "weight")
        url = f"/staff/freight-rules/{made['id']}"
        changed = (await client.put(url, json={**RULE, "city": "杭州市"})).raise_for_status().json()
        assert (changed["id"], changed["city"]) == (made["id"], "杭州")
        assert (await client.get("/staff/freight-rules")).json()["items"] == [changed]
        assert (await client.delete(url)).status_code == 204
        assert (await client.delete(url)).json()["code"] == "FREIGHT_RULE_NOT_FOUND"
        assert (await client.put(url, json=RULE)).json()["code"] == "FREIGHT_RULE_NOT_FOUND"

    async def test_one_for_each_region(self, as_staff: AsStaff) -> None:
        client = (await as_staff("delivery.*")).client
        (await client.post("/staff/freight-rules", json=RULE)).raise_for_status()
        answer = await client.post("/staff/freight-rules", json={**RULE, "province": "浙江"})
        assert (answer.status_code, answer.json()["code"]) == (409, "FREIGHT_RULE_TAKEN")
        other = (await client.post("/staff/freight-rules", json={**RULE, "province": "江苏"})).json()
        answer = await client.put(f"/staff/freight-rules/{other['id']}", json=RULE)
        assert (answer.status_code, answer.json()["code"]) == (409, "FREIGHT_RULE_TAKEN")

    @pytest.mark.parametrize("body", [{"city": "杭州"}, {"first": 0}, {"first_fen": -1}, {"by": "volume"}])
    async def test_bad_input(self, as_staff: AsStaff, body: dict[str, object]) -> None:
        client = (await as_staff("delivery.*")).client
        assert (await client.post("/staff/freight-rules", json=body)).status_code == 422
