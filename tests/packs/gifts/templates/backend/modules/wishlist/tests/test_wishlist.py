from tests.types import AsUser


async def test_nobody_wishes_for_anything_at_first(as_user: AsUser) -> None:
    client = (await as_user()).client
    assert (await client.get("/wishes")).json() == {"items": []}
