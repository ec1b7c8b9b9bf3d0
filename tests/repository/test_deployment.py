"""compose.yaml and the Dockerfile fit the project that they stand in: the golden tree's."""

import re
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).parents[1] / "golden/core"
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (PROJECT / "backend/Dockerfile").read_text("utf-8")
OF_THE_BACKEND = ("migrate", "web", "worker")


def mounts(service: str) -> dict[str, str]:
    """Path in the container -> the volume or folder behind it."""
    rows = [row.split(":") for row in COMPOSE["services"][service]["volumes"]]
    return {row[1]: row[0] for row in rows}


def test_two_shops_on_one_server_are_two_projects() -> None:
    business = tomllib.loads((PROJECT / "backend/business.toml").read_text("utf-8"))
    assert COMPOSE["name"] == business["app"]["slug"]
    assert "${PORT" in COMPOSE["services"]["web"]["ports"][0]


@pytest.mark.parametrize("service", OF_THE_BACKEND)
def test_pictures_are_on_a_volume(service: str) -> None:
    behind = mounts(service)[COMPOSE["services"][service]["environment"]["MEDIA_DIR"]]
    assert behind in COMPOSE["volumes"]


@pytest.mark.parametrize("service", OF_THE_BACKEND)
def test_key_files_are_where_the_example_says(service: str) -> None:
    text = (PROJECT / ".env.example").read_text("utf-8")
    files = re.findall(r"^# [A-Z0-9_]+_PATH=(.+)$", text, flags=re.MULTILINE)
    assert files
    assert {str(PurePosixPath(file).parent) for file in files} <= mounts(service).keys()
    assert "secrets/" in (PROJECT / ".gitignore").read_text("utf-8").splitlines()


def test_the_worker_has_time_to_finish() -> None:
    """Longer than app/core/application.py gives the jobs in hand."""
    code = (PROJECT / "backend/app/core/application.py").read_text("utf-8")
    grace = re.search(r"^GRACE_SECONDS = (\d+)$", code, re.MULTILINE)
    assert grace is not None
    for service in ("web", "worker"):
        assert int(COMPOSE["services"][service]["stop_grace_period"].removesuffix("s")) > int(grace[1])


def test_the_database_is_asked_where_it_will_be_used() -> None:
    """While it is set up, PostgreSQL answers on its socket alone: healthy there is too early."""
    assert "-h 127.0.0.1" in COMPOSE["services"]["database"]["healthcheck"]["test"][1]


def test_the_image_copies_what_is_there_and_serves_what_is_asked() -> None:
    copied = [word for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE) for word in line.split()[:-1]]
    assert {"app", "migrations", "business.toml"} <= set(copied)
    assert [name for name in copied if not (PROJECT / "backend" / name).exists()] == []
    assert "/healthz" in DOCKERFILE
    assert '"/healthz"' in (PROJECT / "backend/app/core/health.py").read_text("utf-8")
    assert (PROJECT / "backend/app/worker.py").is_file()
