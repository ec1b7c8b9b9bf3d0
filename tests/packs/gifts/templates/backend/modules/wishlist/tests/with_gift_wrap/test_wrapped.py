from tests.types import AsUser


async def test_the_wrapping_is_offered(as_user: AsUser) -> None:
    client = (await as_user()).client
    assert (await client.get("/wishes/wrappings")).json() == {"items": ["包装纸与丝带"]}
