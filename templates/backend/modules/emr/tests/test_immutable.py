"""What is signed never changes: not by whoever is at the database, and not unseen by whoever gets past its triggers."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.core import clock
from app.core.crypto import Cipher, cipher
from app.core.crypto.rotate import reencrypt
from app.core.database import Database
from tests.emr.clinic import LOOK, amend, doctor, opened, patient, read, rows, save, sign, signed
from tests.types import AsStaff, AsUser, Person


@pytest.fixture
async def he(as_staff: AsStaff) -> Person:
    return await doctor(as_staff)


@pytest.fixture
async def encounter_id(as_user: AsUser, he: Person, database: Database) -> int:
    """Signed and amended."""
    _, patient_id = await patient(as_user)
    encounter_id = await signed(database, patient_id, he)
    (await amend(he, encounter_id)).raise_for_status()
    return encounter_id


async def run(database: Database, statement: str, **values: object) -> None:
    async with database.begin() as session:
        await session.execute(sa.text(statement), values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE emr_version SET content = 'dev1.AAAA' WHERE number = 1",
        "UPDATE emr_version SET content = '' WHERE number = 2",
        "UPDATE emr_version SET why = NULL, number = 1 WHERE number = 2",
        "UPDATE emr_version SET number = number + 7",
        "UPDATE emr_version SET digest = 'x'",
        "UPDATE emr_version SET signed_at = NULL, digest = NULL WHERE number = 1",
        "UPDATE emr_version SET author_id = author_id + 1",
        "UPDATE emr_version SET written_at = '2020-01-01'",
        "DELETE FROM emr_version WHERE number = 2",
        "UPDATE emr_encounter SET status = 'open', signed_at = NULL, versions = 0",
        "UPDATE emr_encounter SET versions = 1",
        "UPDATE emr_encounter SET opened_at = '2020-01-01'",
        "UPDATE emr_encounter SET doctor_id = doctor_id + 1",
        "DELETE FROM emr_encounter",
    ],
)
async def test_the_database_refuses(database: Database, he: Person, encounter_id: int, statement: str) -> None:
    content = (await rows(database))[1][0].content
    assert content.startswith(f"{cipher().active}.")
    before = await read(he, encounter_id)
    with pytest.raises(DBAPIError, match="signed"):
        await run(database, statement.replace("dev1", cipher().active))
    assert await read(he, encounter_id) == before


async def test_a_draft_is_no_record_yet(database: Database, as_user: AsUser, he: Person) -> None:
    """The triggers leave alone what is not signed."""
    _, patient_id = await patient(as_user)
    encounter_id = await opened(database, patient_id, he)
    await save(he, encounter_id)
    await run(database, "UPDATE emr_version SET revision = 7")
    assert (await read(he, encounter_id))["revision"] == 7
    await run(database, "DELETE FROM emr_version")
    assert (await rows(database))[1] == []


async def test_an_earlier_draft_in_its_place_is_noticed(database: Database, as_user: AsUser, he: Person) -> None:
    """It opens with the same key in the same row; only the digest tells."""
    person, patient_id = await patient(as_user)
    encounter_id = await opened(database, patient_id, he)
    await save(he, encounter_id, plan="住院观察")
    earlier = (await rows(database))[1][0].content
    await save(he, encounter_id, 1)
    await sign(he, encounter_id, 2)
    await _past_the_triggers(database, "UPDATE emr_version SET content = :content", content=earlier)
    for answer in (
        await he.client.get(f"/staff/encounters/{encounter_id}", params=LOOK),
        await person.client.get(f"/me/encounters/{encounter_id}"),
        await person.client.get("/me/encounters"),
        await amend(he, encounter_id),
    ):
        assert (answer.status_code, answer.json()["code"]) == (500, "RECORD_TAMPERED")
        assert "住院观察" not in answer.text
    assert len((await rows(database))[1]) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM emr_version WHERE number = 2",
        "DELETE FROM emr_version WHERE number = 1",
        "UPDATE emr_version SET author_id = author_id - 1 WHERE number = 2",
        "UPDATE emr_version SET digest = '0'",
        "UPDATE emr_version SET content = 'x.AAAA' WHERE number = 1",
    ],
)
async def test_what_gets_past_the_triggers_is_noticed(
    database: Database, as_staff: AsStaff, as_user: AsUser, statement: str
) -> None:
    await as_staff("audit.read")
    he = await doctor(as_staff)
    _, patient_id = await patient(as_user)
    encounter_id = await signed(database, patient_id, he)
    await amend(he, encounter_id)
    await _past_the_triggers(database, statement)
    answer = await he.client.get(f"/staff/encounters/{encounter_id}", params=LOOK)
    assert (answer.status_code, answer.json()["code"]) == (500, "RECORD_TAMPERED")


async def _past_the_triggers(database: Database, statement: str, **values: object) -> None:
    """As whoever owns the database can."""
    async with database.begin() as session:
        if session.get_bind().dialect.name == "postgresql":
            await session.execute(sa.text("ALTER TABLE emr_version DISABLE TRIGGER USER"))
            await session.execute(sa.text(statement), values)
            await session.execute(sa.text("ALTER TABLE emr_version ENABLE TRIGGER USER"))
            return
        triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'emr_version'"
        kept = (await session.execute(sa.text(triggers))).all()
        for name, _ in kept:
            await session.execute(sa.text(f"DROP TRIGGER {name}"))
        await session.execute(sa.text(statement), values)
        for _, made in kept:
            await session.execute(sa.text(made))


async def test_keys_can_still_be_changed(
    database: Database, he: Person, encounter_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another key of the encryption passes, and what is signed stays what it is."""
    before = await read(he, encounter_id)
    old = cipher()
    both = Cipher({"next": b"n" * 32, old.active: b"?" * 32}, b"?" * 32)
    both._keys |= old._keys  # noqa: SLF001  # under their names; the index stays as it is
    both._index_key = old._index_key  # noqa: SLF001  # the same
    for module in ("app.core.crypto.fields.cipher", "app.modules.emr.signing.cipher"):
        monkeypatch.setattr(module, lambda: both)

    await reencrypt(database, both)

    for version in (await rows(database))[1]:
        assert version.content.startswith("next.")
    assert await read(he, encounter_id) == before


class TestDestroying:
    async def test_not_before_its_time(self, database: Database, encounter_id: int) -> None:
        """The row that allows it cannot be written, nor taken for granted."""
        assert encounter_id
        now = datetime.now(UTC)
        row = "INSERT INTO emr_destroyed (patient_id, encounters, kept_until, destroyed_at) VALUES (1, 1, :until, :now)"
        values = {"until": _plain(database, now + timedelta(days=1)), "now": _plain(database, now)}
        with pytest.raises(DBAPIError):
            await run(database, row, **values)
        assert len((await rows(database))[0]) == 1

    async def test_its_register_stays(self, database: Database) -> None:
        now = _plain(database, clock.now())
        row = "INSERT INTO emr_destroyed (patient_id, encounters, kept_until, destroyed_at) VALUES (77, 1, :now, :now)"
        await run(database, row, now=now)
        for statement in ("DELETE FROM emr_destroyed", "UPDATE emr_destroyed SET encounters = 0"):
            with pytest.raises(DBAPIError, match="signed"):
                await run(database, statement)


def _plain(database: Database, moment: datetime) -> object:
    """As the driver takes it in plain SQL."""
    return moment.replace(tzinfo=None).isoformat(" ") if database.url.startswith("sqlite") else moment
