"""`pintu diff`: what generating again would change."""

from pathlib import Path

import pytest
from commanding import Pintu
from tinypack import BLUEPRINT, write_files
from trees import everything

NAME = "backend/app/modules/catalog/service.py"


@pytest.fixture
def project(blueprint: Path, pintu: Pintu) -> Path:
    assert pintu("generate", str(blueprint)).status == 0
    return blueprint.parent


def test_no_difference(project: Path, pintu: Pintu, monkeypatch: pytest.MonkeyPatch) -> None:
    told = pintu("diff", str(project))
    assert (told.status, told.out) == (0, "")
    monkeypatch.chdir(project)
    (project / ".pintu/state.json").unlink()
    assert (pintu("diff").status, pintu("diff", "blueprint.yaml").status) == (0, 0)


def test_a_newer_template(builtin: Path, project: Path, pintu: Pintu) -> None:
    write_files(builtin / "templates/backend/modules/catalog", {"service.py": "PRICE = 2\n"})
    before = everything(project)
    told = pintu("diff", str(project))
    assert told.out == f"--- a/{NAME}\n+++ b/{NAME}\n@@ -1 +1 @@\n-PRICE = 1\n+PRICE = 2\n"
    assert (told.status, everything(project)) == (1, before)


def test_files_more_and_less_and_pictures(builtin: Path, project: Path, pintu: Pintu) -> None:
    write_files(builtin / "templates/project", {"NEWS.md": "new"})
    (builtin / "templates/project/Makefile").unlink()
    write_files(project, {"blueprint.yaml": BLUEPRINT + "theme: {primary: '#112233'}\n"})
    told = pintu("diff", str(project))
    assert "--- /dev/null\n+++ b/NEWS.md\n@@ -0,0 +1 @@\n+new\n\\ No newline at end of file\n" in told.out
    assert "--- a/Makefile\n+++ /dev/null\n" in told.out
    assert "miniprogram/icons/tab/me-active.png: not text, " in told.out


def test_a_conflict_shows_what_was_offered(builtin: Path, project: Path, pintu: Pintu) -> None:
    write_files(builtin / "templates/backend/modules/catalog", {"service.py": "PRICE = 2\n"})
    write_files(project, {NAME: "PRICE = 3\n"})
    told = pintu("diff", str(project))
    assert "-PRICE = 3\n+PRICE = 2\n" in told.out
    assert told.status == 1
    assert f"shop/{NAME}: error: You have edited this file" in told.err
    assert "nothing to do" not in told.err


def test_a_file_that_a_person_deleted(project: Path, pintu: Pintu) -> None:
    (project / NAME).unlink()
    for command in (["generate", str(project / "blueprint.yaml")], ["diff", str(project)]) * 2:
        told = pintu(*command)
        assert (told.status, told.out) == (0, "")
        assert f"{NAME}: deleted by you, stays deleted; to get it back" in told.err
        assert "up to date" not in told.err
    lock = project / "pintu.lock"
    lines = lock.read_text("utf-8").splitlines(keepends=True)
    lock.write_text("".join(line for line in lines if NAME not in line), "utf-8")
    assert pintu("generate", str(project / "blueprint.yaml")).status == 0
    assert (project / NAME).is_file()


def test_a_lost_lock(project: Path, pintu: Pintu) -> None:
    before = everything(project)
    (project / "pintu.lock").unlink()
    told = pintu("diff", str(project))
    assert (told.status, "there is no pintu.lock" in told.err) == (1, True)
    told = pintu("generate", str(project / "blueprint.yaml"))
    assert (told.status, "it is written again" in told.err, "up to date" in told.err) == (0, True, False)
    assert everything(project).keys() == before.keys()


def test_only_the_lock(project: Path, pintu: Pintu) -> None:
    write_files(project, {"blueprint.yaml": f"{BLUEPRINT}# a remark\n"})
    told = pintu("diff", str(project))
    assert (told.status, told.out, "only pintu.lock" in told.err) == (1, "", True)


@pytest.mark.parametrize(
    ("template", "mine", "status", "outcome", "changes"),
    [
        ("PRICE = 1\n", "PRICE = 1\n", 0, "ok", []),
        ("PRICE = 1\n", "PRICE = 3\n", 0, "ok", [{"path": NAME, "action": "keep", "owner": "catalog"}]),
        ("PRICE = 2\n", "PRICE = 1\n", 1, "different", [{"path": NAME, "action": "update", "owner": "catalog"}]),
        (
            "PRICE = 2\n",
            "PRICE = 3\n",
            1,
            "conflict",
            [{"path": NAME, "action": "conflict", "owner": "catalog", "reason": "both"}],
        ),
    ],
)
def test_as_json(  # noqa: PLR0917  a table
    builtin: Path,
    project: Path,
    pintu: Pintu,
    template: str,
    mine: str,
    status: int,
    outcome: str,
    changes: list[dict[str, str]],
) -> None:
    write_files(builtin / "templates/backend/modules/catalog", {"service.py": template})
    write_files(project, {NAME: mine})
    told = pintu("diff", str(project), "--format", "json")
    assert told.status == status
    assert told.data == {"outcome": outcome, "folder": str(project), "changes": changes, "diagnostics": []}


def test_a_folder_without_a_blueprint(pintu: Pintu, builtin: Path, tmp_path: Path) -> None:
    assert builtin.is_dir()
    (tmp_path / "empty").mkdir()
    assert pintu("diff", str(tmp_path / "empty")).status == 1
