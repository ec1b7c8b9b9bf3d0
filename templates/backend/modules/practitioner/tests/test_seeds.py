from pathlib import Path

import pytest

from app.core.database import Database
from app.core.module import SeedData
from app.modules.practitioner.models import Practitioner
from app.modules.practitioner.seeds import seed
from tests.booking.factory import resource
from tests.practitioner.factory import BODY


async def test_seeds(database: Database, tmp_path: Path) -> None:
    resource_id = await resource(database)
    async with database.begin() as session:
        await seed(session, SeedData({"practitioners": [BODY | {"resource": "wang"}]}, tmp_path))
        assert (await session.get_one(Practitioner, resource_id)).title == "主治医师"
    with pytest.raises(KeyError):
        async with database.begin() as session:
            await seed(session, SeedData({"practitioners": [BODY | {"resource": "nobody"}]}, tmp_path))
