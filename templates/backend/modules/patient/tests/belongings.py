from collections.abc import Mapping
from typing import Any

from tests.belongings import Belongings, Owned, Shop
from tests.patient.family import FATHER, MOTHER, add, born, child, number_of
from tests.types import Person


async def belongings(shop: Shop) -> Belongings:
    """A mother with her family."""
    shop.configure("patient", max_patients=50)
    holder = await add(shop.owner, MOTHER)
    spouse = await add(shop.owner, FATHER)
    daughter = await add(shop.owner, child(holder))

    async def another_child(person: Person) -> Mapping[str, Any]:
        body = child(holder, age=9, id_number=number_of(born(9), 200 + person.id % 700))
        return {name: value for name, value in body.items() if name != "guardian_id"}

    ids = [Owned(daughter), Owned(spouse), Owned(holder)]
    return Belongings(
        own={
            "/me/patients": ids,
            "/patients": ids,
            "attendee_id": ids,
            "guardian_id": [Owned(holder, another_child)],
        },
        marks=[MOTHER["id_number"], FATHER["id_number"], FATHER["phone"], FATHER["name"], MOTHER["allergies"]],
    )
