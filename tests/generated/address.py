"""Where a customer's orders go."""

import secrets

import httpx

ADDRESS = {"name": "王小明", "province": "浙江省", "city": "杭州市", "district": "西湖区"}


def new_key() -> dict[str, str]:
    return {"Idempotency-Key": secrets.token_hex(8)}


def kept_address(customer: httpx.Client, number: int = 1) -> int:
    """The id of an address that the customer now has in the shop, with the consent that this takes.

    Its `number`, of one digit, tells it from a neighbour's.
    """
    purpose = next(row for row in customer.get("/me/consents").json()["items"] if row["purpose"] == "address")
    customer.put("/me/consents/address", json={"version": purpose["version"]}).raise_for_status()
    address = {**ADDRESS, "phone": f"1380000000{number}", "detail": f"文一路{number}号"}
    kept = customer.post("/me/addresses", json=address, headers=new_key()).raise_for_status().json()
    return int(kept["id"])
