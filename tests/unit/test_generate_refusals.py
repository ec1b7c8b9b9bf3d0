"""What `pintu generate` will not do: it says so, writes nothing, and ends with 1."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from commanding import Pintu
from tinypack import BLUEPRINT, write_files
from trees import everything, shown

from pintu.stages.lock import LOCK


@pytest.fixture
def out(blueprint: Path, pintu: Pintu, tmp_path: Path) -> Path:
    """A generated project."""
    assert pintu("generate", str(blueprint), "-o", "out").status == 0
    return tmp_path / "out"


def change_the_template(builtin: Path) -> None:
    (builtin / "templates/backend/modules/catalog/service.py").write_text("PRICE = 2\n", "utf-8")


def take_a_file_out(builtin: Path) -> None:
    (builtin / "templates/backend/modules/catalog/service.py").unlink()


def test_changed_on_both_sides(builtin: Path, blueprint: Path, out: Path, pintu: Pintu) -> None:
    (out / "backend/app/modules/catalog/service.py").write_text("PRICE = 3\n", "utf-8")
    change_the_template(builtin)
    before = everything(out)
    refused = pintu("generate", str(blueprint), "-o", "out")
    assert refused.status == 1
    assert "out/backend/app/modules/catalog/service.py: error: You have edited this file" in refused.err
    assert "folder.refused" in shown(refused)
    assert "pintu update" in refused.err
    assert "fresh folder with -o" in refused.err
    assert everything(out) == before


def test_edited_and_no_longer_wanted(builtin: Path, blueprint: Path, out: Path, pintu: Pintu) -> None:
    (out / "backend/app/modules/catalog/service.py").write_text("PRICE = 3\n", "utf-8")
    take_a_file_out(builtin)
    before = everything(out)
    refused = pintu("generate", str(blueprint), "-o", "out")
    assert (refused.status, "file.edited_unwanted" in shown(refused)) == (1, True)
    assert everything(out) == before


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.write_text("mine\n"), "file.foreign"),
        (lambda path: path.mkdir(), "file.blocked"),
        (lambda path: path.symlink_to("/etc/hostname"), "file.blocked"),
    ],
    ids=["file", "folder", "link"],
)
def test_something_else_is_in_the_way(
    blueprint: Path, pintu: Pintu, tmp_path: Path, make: Callable[[Path], None], code: str
) -> None:
    (tmp_path / "out").mkdir()
    make(tmp_path / "out" / "Makefile")
    before = everything(tmp_path / "out")
    refused = pintu("generate", str(blueprint), "-o", "out")
    assert (refused.status, code in shown(refused)) == (1, True)
    assert everything(tmp_path / "out") == before
    assert [entry.name for entry in (tmp_path / "out").iterdir()] == ["Makefile"]


def test_the_same_file_is_adopted(blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
    write_files(tmp_path / "out", {"Makefile": "run:\r\n\tpython -m devtools.run\r\n"})
    assert pintu("generate", str(blueprint), "-o", "out").status == 0
    assert (tmp_path / "out/Makefile").read_bytes().count(b"\r\n") == 2


@pytest.mark.parametrize("folder", ["backend", "backend/app", ".pintu", ".pintu/base"])
def test_no_link_is_followed_out_of_the_project(
    builtin: Path, blueprint: Path, out: Path, pintu: Pintu, folder: str
) -> None:
    elsewhere = out.with_name("elsewhere")
    (out / folder).rename(elsewhere)
    (out / folder).symlink_to(elsewhere)
    change_the_template(builtin)
    before = everything(elsewhere)
    refused = pintu("generate", str(blueprint), "-o", "out")
    assert (refused.status, "file.blocked" in shown(refused)) == (1, True)
    assert everything(elsewhere) == before


def test_two_blueprints_in_one_folder(blueprint: Path, out: Path, pintu: Pintu) -> None:
    other = blueprint.with_name("other.yaml")
    other.write_text(BLUEPRINT.replace("shanyue-tea", "qingxi-tea"), "utf-8")
    before = everything(out)
    refused = pintu("generate", str(other), "-o", "out")
    assert refused.status == 1
    assert f"{other}:2:" in refused.err
    assert "holds the project `shanyue-tea`, and this blueprint makes `qingxi-tea`" in refused.err
    assert everything(out) == before


def test_another_blueprint_with_the_same_name(blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
    """Beside a blueprint that was never generated, so that no lock tells."""
    write_files(tmp_path / "mine", {"blueprint.yaml": f"{BLUEPRINT}# mine\n"})
    refused = pintu("generate", str(blueprint), "-o", "mine")
    assert (refused.status, "file.foreign" in shown(refused)) == (1, True)


def test_a_new_name_for_ones_own_project(blueprint: Path, pintu: Pintu) -> None:
    pintu("generate", str(blueprint))
    blueprint.write_text(BLUEPRINT.replace("shanyue-tea", "qingxi-tea"), "utf-8")
    assert pintu("generate", str(blueprint)).status == 0


def test_the_folder_is_a_file(blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine\n")
    refused = pintu("generate", str(blueprint), "-o", "out")
    assert (refused.status, "folder.is_file" in shown(refused)) == (1, True)
    assert (tmp_path / "out").read_text() == "mine\n"


def test_a_lock_with_both_sides_of_a_git_merge(blueprint: Path, out: Path, pintu: Pintu) -> None:
    lock = (out / LOCK).read_text("utf-8")
    (out / LOCK).write_text(f"<<<<<<< HEAD\n{lock}=======\n{lock}>>>>>>> branch\n", "utf-8")
    refused = pintu("generate", str(blueprint), "-o", "out")
    assert (refused.status, "lock.unreadable" in shown(refused)) == (1, True)


class TestLocked:
    def test_holds(self, blueprint: Path, out: Path, pintu: Pintu) -> None:
        (out / "README.md").unlink()
        assert pintu("generate", str(blueprint), "-o", "out", "--locked").status == 0

    def test_another_template(self, builtin: Path, blueprint: Path, out: Path, pintu: Pintu) -> None:
        change_the_template(builtin)
        before = everything(out)
        refused = pintu("generate", str(blueprint), "-o", "out", "--locked")
        assert (refused.status, "lock.file_differs" in shown(refused)) == (1, True)
        assert everything(out) == before

    def test_another_version_or_layer(self, blueprint: Path, out: Path, pintu: Pintu) -> None:
        lock = (out / LOCK).read_text("utf-8")
        (out / LOCK).write_text(lock.replace("pintu = ", "pintu = 0.0.1+"), "utf-8")
        blueprint.write_text(f"{BLUEPRINT}# a remark\n", "utf-8")
        refused = pintu("generate", str(blueprint), "-o", "out", "--locked")
        assert refused.status == 1
        assert shown(refused) == {"lock.head_differs", "lock.file_differs"}
        assert "`pintu` is" in refused.err
        assert "`layer blueprint.yaml` is" in refused.err

    def test_nothing_to_hold_to(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        refused = pintu("generate", str(blueprint), "-o", "out", "--locked")
        assert (refused.status, "lock.missing" in shown(refused)) == (1, True)
        assert not (tmp_path / "out").exists()


class TestLooking:
    def test_dry_run_lists(self, builtin: Path, blueprint: Path, out: Path, pintu: Pintu) -> None:
        change_the_template(builtin)
        (out / "README.md").write_text("mine\n", "utf-8")
        write_files(builtin / "templates/project", {"NEWS.md": "new\n"})
        (builtin / "templates/project/bin/start").unlink()
        before = everything(out)
        listed = pintu("generate", str(blueprint), "-o", "out", "--dry-run")
        assert listed.status == 0
        assert listed.out.splitlines() == [
            "create     NEWS.md",
            "keep       README.md",
            "update     backend/app/modules/catalog/service.py",
            "delete     bin/start",
        ]
        assert everything(out) == before

    def test_diff_shows(self, builtin: Path, blueprint: Path, out: Path, pintu: Pintu) -> None:
        change_the_template(builtin)
        before = everything(out)
        shown = pintu("generate", str(blueprint), "-o", "out", "--diff")
        name = "backend/app/modules/catalog/service.py"
        assert shown.out == f"--- a/{name}\n+++ b/{name}\n@@ -1 +1 @@\n-PRICE = 1\n+PRICE = 2\n"
        assert (shown.status, everything(out)) == (0, before)

    def test_a_refusal_is_foreseen(self, builtin: Path, blueprint: Path, out: Path, pintu: Pintu) -> None:
        change_the_template(builtin)
        (out / "backend/app/modules/catalog/service.py").write_text("PRICE = 3\n", "utf-8")
        listed = pintu("generate", str(blueprint), "-o", "out", "--dry-run")
        assert (listed.status, listed.out) == (1, "conflict   backend/app/modules/catalog/service.py\n")

    def test_nothing_is_there_yet(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        assert pintu("generate", str(blueprint), "-o", "out", "--dry-run", "--diff").status == 0
        assert not (tmp_path / "out").exists()


class TestWhatAPersonDid:
    def test_a_deleted_file_stays_deleted(self, builtin: Path, blueprint: Path, out: Path, pintu: Pintu) -> None:
        (out / "backend/app/modules/catalog/service.py").unlink()
        change_the_template(builtin)
        assert pintu("generate", str(blueprint), "-o", "out").status == 0
        assert not (out / "backend/app/modules/catalog/service.py").exists()

    def test_ones_own_files_are_not_touched(self, blueprint: Path, out: Path, pintu: Pintu) -> None:
        write_files(out, {"miniprogram/pages/about/index.js": "Page({})\n", "notes.txt": "mine\n"})
        blueprint.write_text(BLUEPRINT.replace("山月", "清溪"), "utf-8")
        assert pintu("generate", str(blueprint), "-o", "out").status == 0
        assert (out / "miniprogram/pages/about/index.js").read_text() == "Page({})\n"
        assert (out / "notes.txt").read_text() == "mine\n"

    def test_line_endings_and_modes_stay(self, builtin: Path, blueprint: Path, out: Path, pintu: Pintu) -> None:
        service = out / "backend/app/modules/catalog/service.py"
        service.write_bytes(b"PRICE = 1\r\n")
        service.chmod(0o640)
        change_the_template(builtin)
        assert pintu("generate", str(blueprint), "-o", "out").status == 0
        assert (service.read_bytes(), service.stat().st_mode & 0o777) == (b"PRICE = 2\r\n", 0o640)

    def test_demo_data_belong_to_the_reader(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        write_files(blueprint.parent, {"demo.yaml": "catalog: {}\n", "blueprint.yaml": f"{BLUEPRINT}data: demo.yaml\n"})
        pintu("generate", str(blueprint), "-o", "out")
        write_files(tmp_path / "out", {"backend/demo/data.yaml": "catalog: {mine: 1}\n"})
        write_files(blueprint.parent, {"demo.yaml": "catalog: {banners: []}\n"})
        assert pintu("generate", str(blueprint), "-o", "out").status == 0
        assert (tmp_path / "out/backend/demo/data.yaml").read_text() == "catalog: {mine: 1}\n"

    def test_an_own_page_as_a_tab(self, blueprint: Path, pintu: Pintu) -> None:
        own = "  - {page: about, path: pages/about/index, label: 关于}\n  - me\n"
        blueprint.write_text(BLUEPRINT.replace("  - me\n", own), "utf-8")
        told = pintu("generate", str(blueprint))
        assert (told.status, told.err.count("[tab.page_missing]")) == (0, 2)
        assert f"{blueprint}:6:" in told.err
        write_files(blueprint.parent / "miniprogram/pages/about", {"index.js": "Page({})", "index.wxml": "<view/>"})
        again = pintu("generate", str(blueprint))
        assert (again.status, "tab.page_missing" in again.err) == (0, False)


@pytest.mark.skipif(os.name == "nt", reason="names that only a Unix file system can hold")
class TestPacksAreNotTrusted:
    @pytest.fixture
    def pack(self, blueprint: Path) -> Path:
        """A pack beside the blueprint with one module of its own."""
        words = "title: {zh: 礼, en: Gift}\nsummary: {zh: 礼, en: Gift}\n"
        contract = f"id: gift\n{words}version: 1.0.0\nprovides: [gift]\nuses: [stock]\n"
        write_files(blueprint.parent / "pack", {"schemas/modules/gift.yaml": contract})
        blueprint.write_text(f"{BLUEPRINT}  gift:\n", "utf-8")
        return blueprint.parent / "pack" / "templates/backend/modules/gift"

    @pytest.mark.parametrize(
        "name", [".git/hooks/post-checkout", "con.py", "a:b.py", "a\\b.py", "trailing. ", "x/.pintu/y"]
    )
    def test_names_that_no_project_may_have(
        self, pack: Path, blueprint: Path, pintu: Pintu, tmp_path: Path, name: str
    ) -> None:
        write_files(pack, {name: "x\n"})
        refused = pintu("generate", str(blueprint), "-o", "out")
        assert (refused.status, "path.unsafe" in shown(refused)) == (1, True)
        assert "pack/schemas/modules/gift.yaml:1:" in refused.err
        assert not (tmp_path / "out").exists()

    def test_names_that_differ_by_case_only(self, pack: Path, blueprint: Path, pintu: Pintu) -> None:
        write_files(pack, {"a.py": "x\n", "A.py": "y\n"})
        refused = pintu("generate", str(blueprint), "-o", "out")
        assert (refused.status, "path.claimed_twice" in shown(refused)) == (1, True)

    def test_a_file_of_another_module(self, pack: Path, blueprint: Path, pintu: Pintu) -> None:
        write_files(pack.parents[2], {"backend/contracts/stock.py": "mine\n"})
        refused = pintu("generate", str(blueprint), "-o", "out")
        assert (refused.status, "path.claimed_twice" in shown(refused)) == (1, True)

    def test_links(self, pack: Path, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        pack.mkdir(parents=True)
        (pack / "stolen.py").symlink_to("/etc/hostname")
        refused = pintu("generate", str(blueprint), "-o", "out")
        assert (refused.status, "file.is_link" in shown(refused)) == (1, True)
        assert not (tmp_path / "out").exists()

    def test_templates_render_in_the_sandbox(self, pack: Path, blueprint: Path, pintu: Pintu) -> None:
        write_files(
            pack, {"fine.py.jinja": "<%= app.slug | py %>\n", "bad.py.jinja": "\n\n<%= ''.__class__.__mro__ %>\n"}
        )
        refused = pintu("generate", str(blueprint), "-o", "out")
        assert (refused.status, "pack/backend/modules/gift/bad.py.jinja:3" in refused.err) == (3, True)

    @pytest.mark.parametrize(
        ("template", "line"),
        [
            ("\n<%= nobody %>\n", 2),
            ("\n\n<% for x %>\n", 3),
            ("<% include 'missing' %>", 1),
            ("<%= app.name | none %>", 1),
        ],
    )
    def test_a_template_that_fails_is_named_with_its_line(
        self, pack: Path, blueprint: Path, pintu: Pintu, template: str, line: int
    ) -> None:
        write_files(pack, {"x.py.jinja": template})
        refused = pintu("generate", str(blueprint), "-o", "out")
        assert (refused.status, f"gift/x.py.jinja:{line}" in refused.err) == (3, True)
