"""Orders for tests, placed as customers place them."""

from typing import Any

from tests.keys import new_key
from tests.types import Person

ADDRESS = {
    "name": "王小明",
    "phone": "13800000000",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "detail": "文一路1号2幢",
    "is_default": True,
}


async def address(person: Person) -> int:
    """The id of a new address; the person must have agreed to the purpose "address"."""
    answer = await person.client.post("/me/addresses", json=ADDRESS, headers=new_key())
    return int(answer.raise_for_status().json()["id"])


async def wish(person: Person, *sku_ids: int, quantity: int = 1, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """The body of POST /orders for `quantity` of each SKU, at today's price, to a new address."""
    items = [{"sku_id": sku_id, "quantity": quantity} for sku_id in sku_ids]
    wanted = {"items": items, "address_id": await address(person), "inputs": more.get("inputs", {})}
    preview = (await person.client.post("/orders/preview", json=wanted)).raise_for_status().json()
    return {**wanted, "expected_payable_fen": preview["payable_fen"], **more}


async def place(person: Person, *sku_ids: int, quantity: int = 1, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """A new order; `more` goes into its body."""
    body = await wish(person, *sku_ids, quantity=quantity, **more)
    answer = await person.client.post("/orders", json=body, headers=new_key())
    placed: dict[str, Any] = answer.raise_for_status().json()
    return placed
