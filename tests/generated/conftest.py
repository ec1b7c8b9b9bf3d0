import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import generated
from running import Shop, running_shop

pytest.register_assert_rewrite("books")


@pytest.fixture(scope="session")
def projects_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("projects")


@pytest.fixture(scope="module")
def shop(projects_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    project = projects_folder / "running"
    shutil.copytree(generated("retail", projects_folder), project)
    with running_shop(project, tmp_path_factory.mktemp("shop") / "output.txt") as running:
        yield running
