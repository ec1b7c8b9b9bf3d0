"""Tickets in addresses, and the files that they lead to."""

from datetime import timedelta

import httpx
import pytest

from app.core import clock, private_files, tickets
from app.core.database import Database
from tests.environment import ORIGIN
from tests.types import Hand


def test_what_it_says() -> None:
    ticket = tickets.issue("door", 12, 7, until=clock.now() + timedelta(hours=1))
    assert tickets.read("door", ticket) == (12, 7)
    assert tickets.read("window", ticket) is None


def test_until_its_time(clock_hand: Hand) -> None:
    ticket = tickets.issue("door", 1, until=clock.now() + timedelta(hours=1))
    clock_hand.advance(minutes=59)
    assert tickets.read("door", ticket) == (1,)
    clock_hand.advance(minutes=1, seconds=1)
    assert tickets.read("door", ticket) is None


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_changed(place: int) -> None:
    parts = tickets.issue("door", 12, 7, until=clock.now() + timedelta(hours=1)).split(".")
    parts[place] = parts[place][:-1] + ("1" if parts[place][-1] != "1" else "2")
    assert tickets.read("door", ".".join(parts)) is None


@pytest.mark.parametrize("nonsense", ["", ".", "é", "1.2.3", "a.b.c.d"])
def test_none_of_ours(nonsense: str) -> None:
    assert tickets.read("door", nonsense) is None


async def test_files_in_parts() -> None:
    name = private_files.new_name(".bin")
    assert await private_files.size_of(name) == 0
    for offset, data in ((4, b"5678"), (0, b"1234"), (4, b"5678")):
        await private_files.write_part(name, offset, data)
    assert private_files.path_of(name).read_bytes() == b"12345678"
    for _ in range(2):
        await private_files.remove(name)
    assert await private_files.size_of(name) == 0


async def test_not_among_the_pictures(database: Database, client: httpx.AsyncClient) -> None:
    del database
    name = private_files.new_name(".bin")
    await private_files.write_part(name, 0, b"paid for")
    for folder in ("private", "PRIVATE", "./private", "x/../private", "%70rivate"):
        answer = await client.get(f"{ORIGIN}/media/{folder}/{name}")
        assert (answer.status_code, b"paid for" in answer.content) == (404, False), folder
