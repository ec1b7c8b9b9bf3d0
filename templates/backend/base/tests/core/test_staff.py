import httpx

from app.core.database import Database
from app.core.staff import service


async def test_first_owner_must_change_the_one_time_password(client: httpx.AsyncClient, database: Database) -> None:
    created = await service.first_owner(database)
    assert created is not None
    username, password = created
    assert await service.first_owner(database) is None

    signed_in = await client.post("/staff/login", json={"username": username, "password": password})
    assert signed_in.status_code == 200
    assert signed_in.json()["must_change_password"] is True
