"""Personal data at rest."""

import base64
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import Cipher, KeyMissing, Tampered, blind_index, seal, sealed, unseal
from app.core.crypto import rotate as rotation
from app.core.crypto.cipher import decode_key, parse_keys
from app.core.database import Base, Database

OLD, NEW, INDEX = b"o" * 32, b"n" * 32, b"i" * 32


@pytest.fixture
def cipher() -> Cipher:
    return Cipher({"k1": OLD}, INDEX)


class Letter(Base):
    """A table of the tests, in metadata of its own so that no migration is missing."""

    metadata = sa.MetaData()
    __tablename__ = "test_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret: Mapped[str] = sealed()
    note: Mapped[str | None] = sealed(nullable=True)


class TestCipher:
    @given(plain=st.text(), context=st.text())
    def test_opens_what_it_sealed(self, plain: str, context: str) -> None:
        cipher = Cipher({"k1": OLD}, INDEX)

        assert cipher.decrypt(cipher.encrypt(plain, context), context) == plain

    def test_never_the_same_twice(self, cipher: Cipher) -> None:
        assert cipher.encrypt("13812345678", "t:c:1") != cipher.encrypt("13812345678", "t:c:1")

    def test_belongs_to_its_row_and_column(self, cipher: Cipher) -> None:
        value = cipher.encrypt("13812345678", "identity_user:phone:1")

        for elsewhere in ("identity_user:phone:2", "identity_user:name:1", "order_order:phone:1"):
            with pytest.raises(Tampered):
                cipher.decrypt(value, elsewhere)

    @pytest.mark.parametrize("position", [4, 12, -3])
    def test_changed(self, cipher: Cipher, position: int) -> None:
        value = cipher.encrypt("13812345678", "t:c:1")
        changed = list(value)
        changed[position] = "A" if changed[position] != "A" else "B"

        with pytest.raises(Tampered):
            cipher.decrypt("".join(changed), "t:c:1")

    @pytest.mark.parametrize("value", ["k1.", "k1.!!", "k1.AAAA"])
    def test_no_value_at_all(self, cipher: Cipher, value: str) -> None:
        with pytest.raises(Tampered):
            cipher.decrypt(value, "t:c:1")

    def test_key_is_gone(self, cipher: Cipher) -> None:
        with pytest.raises(KeyMissing):
            Cipher({"k2": NEW}, INDEX).decrypt(cipher.encrypt("x", "t:c:1"), "t:c:1")

    def test_first_key_encrypts_and_all_decrypt(self, cipher: Cipher) -> None:
        both = Cipher({"k2": NEW, "k1": OLD}, INDEX)

        assert both.encrypt("x", "t:c:1").startswith("k2.")
        assert both.decrypt(cipher.encrypt("x", "t:c:1"), "t:c:1") == "x"

    def test_blind_index_depends_on_text_column_and_key(self, cipher: Cipher) -> None:
        one = cipher.index("13812345678", "t:phone")

        assert one == Cipher({"k2": NEW}, INDEX).index("13812345678", "t:phone")
        assert len({one, cipher.index("13812345679", "t:phone"), cipher.index("13812345678", "t:other")}) == 3
        assert one != Cipher({"k1": OLD}, b"j" * 32).index("13812345678", "t:phone")


class TestKeys:
    def test_in_order(self) -> None:
        text = f"k2:{base64.b64encode(NEW).decode()}, k1:{base64.b64encode(OLD).decode()}"

        assert list(parse_keys(text).items()) == [("k2", NEW), ("k1", OLD)]

    @pytest.mark.parametrize("text", ["k1", "k1:", "k1:c2hvcnQ=", "k 1:" + "A" * 43 + "=", "k1:not base64 at all"])
    def test_refused_without_repeating_it(self, text: str) -> None:
        with pytest.raises(ValueError, match="key") as refused:
            parse_keys(text)
        assert text.partition(":")[2] not in str(refused.value) or not text.partition(":")[2]

    def test_none(self) -> None:
        with pytest.raises(KeyMissing):
            Cipher(parse_keys(""), INDEX)
        with pytest.raises(ValueError, match="32 bytes"):
            decode_key("")


class TestFields:
    def test_needs_the_rows_id(self) -> None:
        with pytest.raises(ValueError, match="flush"):
            seal(Letter(), "secret", "x")

    def test_nothing_stored(self) -> None:
        letter = Letter(id=1, note=None, secret="")

        assert (unseal(letter, "note"), unseal(letter, "secret")) == (None, None)
        seal(letter, "note", "x")
        seal(letter, "note", None)
        assert letter.note is None

    def test_index_names_its_column(self) -> None:
        assert blind_index(Letter.secret, "x") != blind_index(Letter.note, "x")


class TestRotation:
    @pytest.fixture
    async def letters(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Cipher]:
        """Five letters under the old key; the cipher that knows both."""
        monkeypatch.setattr(rotation, "sealed_columns", lambda: [Letter.__table__.c.secret, Letter.__table__.c.note])
        monkeypatch.setattr(rotation, "BATCH", 2)
        old = Cipher({"k1": OLD}, INDEX)
        async with database.begin() as session:
            await session.run_sync(lambda sync: Letter.metadata.create_all(sync.connection()))
            for number in range(1, 6):
                secret = old.encrypt(f"secret {number}", f"test_letter:secret:{number}")
                note = old.encrypt("note", f"test_letter:note:{number}") if number == 1 else None
                session.add(Letter(id=number, secret=secret, note=note))
        yield Cipher({"k2": NEW, "k1": OLD}, INDEX)
        async with database.begin() as session:
            await session.run_sync(lambda sync: Letter.metadata.drop_all(sync.connection()))

    async def test_moves_everything_to_the_newest_key(self, letters: Cipher, database: Database) -> None:
        assert await rotation.reencrypt(database, letters) == 6
        assert await rotation.reencrypt(database, letters) == 0

        only_new = Cipher({"k2": NEW}, INDEX)
        async with database.read() as session:
            for letter in await session.scalars(sa.select(Letter)):
                assert only_new.decrypt(letter.secret, f"test_letter:secret:{letter.id}") == f"secret {letter.id}"

    async def test_leaves_alone_what_changes_meanwhile(
        self, letters: Cipher, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fresh = letters.encrypt("written meanwhile", "test_letter:secret:1")
        read = rotation._batch  # noqa: SLF001  # between reading and writing

        async def read_then_change(*args: object) -> list[tuple[int, str]]:
            rows = await read(*args)  # type: ignore[arg-type]
            async with database.begin() as session:
                await session.execute(sa.update(Letter).where(Letter.id == 1).values(secret=fresh))
            return rows

        monkeypatch.setattr(rotation, "_batch", read_then_change)
        await rotation.reencrypt(database, letters)

        async with database.read() as session:
            assert await session.scalar(sa.select(Letter.secret).where(Letter.id == 1)) == fresh
