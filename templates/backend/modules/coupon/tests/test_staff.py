"""What staff do with coupons, and what their roles keep from them."""

from typing import Any

import httpx
import pytest

from app.core.database import Database
from tests.catalog.factory import category
from tests.coupon.factory import TEN_OFF, claim, template
from tests.keys import new_key
from tests.types import AsStaff, AsUser, Person

PATH = "/staff/coupon-templates"


async def made(staff: Person, **fields: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    answer = await staff.client.post(PATH, json=TEN_OFF | fields, headers=new_key())
    body: dict[str, Any] = answer.raise_for_status().json()
    return body


async def test_anonymous(client: httpx.AsyncClient) -> None:
    assert (await client.get(PATH)).status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "", "read"),
        ("GET", "/1", "read"),
        ("GET", "/1/claims", "read"),
        ("POST", "", "edit"),
        ("PUT", "/1", "edit"),
        ("PUT", "/1/limits", "edit"),
        ("POST", "/1/issue", "issue"),
        ("POST", "/1/stop", "issue"),
        ("POST", "/1/codes", "issue"),
        ("GET", "/1/codes", "issue"),
    ],
)
async def test_not_permitted(as_staff: AsStaff, method: str, path: str, permission: str) -> None:
    others = {"coupon.read", "coupon.edit", "coupon.issue"} - {f"coupon.{permission}"}
    staff = await as_staff(*sorted(others))
    answer = await staff.client.request(
        method, PATH + path, json=TEN_OFF if method != "GET" else None, headers=new_key()
    )
    assert answer.status_code == 403


class TestEditing:
    async def test_what_was_entered_is_what_is_saved(self, as_staff: AsStaff, database: Database) -> None:
        """Elsewhere a coupon could not be saved, or not as it was entered."""
        staff = await as_staff("coupon.*")
        ids = [await category(database, name) for name in ("绿茶", "红茶")]
        fields = {
            "name": "八五折",
            "kind": "percent",
            "amount_fen": None,
            "percent_off": 15,
            "cap_fen": 3000,
            "threshold_fen": 10000,
            "scope": "category",
            "target_ids": ids,
            "claim_by": "code",
            "total_limit": 100,
            "per_user_limit": 2,
            "valid_from": "2026-01-01T00:00:00Z",
            "valid_until": "2099-01-01T00:00:00Z",
            "valid_days": None,
        }
        template_id = (await made(staff))["id"]
        saved = (await staff.client.put(f"{PATH}/{template_id}", json=fields)).raise_for_status().json()
        assert {name: saved[name] for name in fields} == fields
        assert (await staff.client.get(f"{PATH}/{template_id}")).json() == saved
        again = (await staff.client.put(f"{PATH}/{template_id}", json=fields)).raise_for_status().json()
        assert again == saved
        assert (await staff.client.get(PATH)).json()["items"] == [saved]

    async def test_repeated_is_one_template(self, as_staff: AsStaff) -> None:
        staff, key = await as_staff("coupon.*"), new_key()
        bodies = [(await staff.client.post(PATH, json=TEN_OFF, headers=key)).json() for _ in range(2)]
        assert bodies[0] == bodies[1]
        assert len((await staff.client.get(PATH)).json()["items"]) == 1

    async def test_scope_that_does_not_exist(self, as_staff: AsStaff) -> None:
        staff = await as_staff("coupon.*")
        template_id = (await made(staff))["id"]
        for scope in ("spu", "category"):
            body = TEN_OFF | {"scope": scope, "target_ids": [77]}
            for answer in (
                await staff.client.post(PATH, json=body, headers=new_key()),
                await staff.client.put(f"{PATH}/{template_id}", json=body),
            ):
                assert (answer.status_code, answer.json()["code"]) == (422, "SCOPE_INVALID")
                assert answer.json()["details"] == {"ids": [77]}

    async def test_terms_stay_once_customers_may_hold_it(self, as_staff: AsStaff) -> None:
        staff = await as_staff("coupon.*")
        template_id = (await made(staff))["id"]
        for move in ("issue", "stop"):
            (await staff.client.post(f"{PATH}/{template_id}/{move}")).raise_for_status()
            answer = await staff.client.put(f"{PATH}/{template_id}", json=TEN_OFF | {"amount_fen": 1})
            assert (answer.status_code, answer.json()["code"]) == (409, "TERMS_FIXED")

    async def test_limits_may_change(self, as_staff: AsStaff, as_user: AsUser) -> None:
        staff = await as_staff("coupon.*")
        template_id = (await made(staff))["id"]
        await staff.client.post(f"{PATH}/{template_id}/issue")
        for name in ("小明", "小红"):
            await claim(await as_user(name), template_id)
        for limits, status in (({"total_limit": 1}, 409), ({"total_limit": 2}, 200), ({"total_limit": None}, 200)):
            body = {"name": "改名", "per_user_limit": 1, **limits}
            answer = await staff.client.put(f"{PATH}/{template_id}/limits", json=body)
            assert answer.status_code == status
        assert answer.json()["name"] == "改名"

    async def test_unknown(self, as_staff: AsStaff) -> None:
        staff = await as_staff("coupon.*")
        for method, path, body in (
            ("GET", "", None),
            ("GET", "/claims", None),
            ("GET", "/codes", None),
            ("PUT", "", TEN_OFF),
            ("PUT", "/limits", {"name": "x"}),
            ("POST", "/issue", None),
            ("POST", "/stop", None),
            ("POST", "/codes", {"count": 1}),
        ):
            answer = await staff.client.request(method, f"{PATH}/99{path}", json=body, headers=new_key())
            assert (answer.status_code, answer.json()["code"]) == (404, "COUPON_TEMPLATE_NOT_FOUND")


class TestIssuing:
    async def test_and_stopping(self, as_staff: AsStaff) -> None:
        staff = await as_staff("coupon.*")
        template_id = (await made(staff))["id"]
        statuses = []
        for move in ("stop", "issue", "issue", "stop", "issue"):
            answer = await staff.client.post(f"{PATH}/{template_id}/{move}")
            statuses.append((answer.status_code, answer.json().get("status", answer.json().get("code"))))
        wrong = (409, "WRONG_STATUS")
        assert statuses == [wrong, (200, "issuing"), wrong, (200, "stopped"), (200, "issuing")]

    async def test_what_is_over(self, as_staff: AsStaff) -> None:
        staff = await as_staff("coupon.*")
        dates = {"valid_days": None, "valid_from": "2020-01-01T00:00:00Z", "valid_until": "2020-02-01T00:00:00Z"}
        answer = await staff.client.post(f"{PATH}/{(await made(staff, **dates))['id']}/issue")
        assert (answer.status_code, answer.json()["code"]) == (409, "COUPON_OVER")

    async def test_codes(self, as_staff: AsStaff) -> None:
        staff, key = await as_staff("coupon.*"), new_key()
        path = f"{PATH}/{(await made(staff, claim_by='code'))['id']}/codes"
        first = [(await staff.client.post(path, json={"count": 3, "uses": 2}, headers=key)).json() for _ in range(2)]
        assert first[0] == first[1]
        listed = (await staff.client.get(path)).json()["items"]
        assert len({row["code"] for row in listed}) == 3
        assert {(row["uses"], row["uses_left"]) for row in listed} == {(2, 2)}
        by_button = f"{PATH}/{(await made(staff))['id']}/codes"
        assert (await staff.client.post(by_button, json={"count": 1}, headers=new_key())).status_code == 404

    async def test_claims(self, as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
        person, template_id = await as_user(), await template(database)
        coupon_id = await claim(person, template_id)
        (row,) = (await (await as_staff("coupon.read")).client.get(f"{PATH}/{template_id}/claims")).json()["items"]
        assert (row["id"], row["user_id"], row["status"]) == (coupon_id, person.id, "unused")
