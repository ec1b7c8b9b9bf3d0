from tests.belongings import Belongings, Owned, Shop
from tests.emr.clinic import DOCTOR, SAID, amend, opened, signed


async def belongings(shop: Shop) -> Belongings:
    """Somebody with a record that is signed and amended, and one that is not written yet."""
    shop.configure("patient", max_patients=50)
    mine = (await shop.owner.client.get("/me/patients")).raise_for_status().json()["items"]
    patient_id = mine[0]["id"]
    writer = await shop.as_staff(*DOCTOR)
    encounter_id = await signed(shop.database, patient_id, writer)
    (await amend(writer, encounter_id)).raise_for_status()
    waiting = await opened(shop.database, patient_id, writer)
    ids = [Owned(encounter_id), Owned(waiting)]
    return Belongings(
        own={"/me/encounters": ids[:1], "/encounters": ids, "patient_id": [Owned(patient_id)]},
        marks=SAID,
        in_person=[
            "PUT /staff/encounters/{encounter_id}",
            *(f"POST /staff/encounters/{{encounter_id}}/{what}" for what in ("sign", "amend", "cancel")),
        ],
    )
