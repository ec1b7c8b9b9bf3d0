"""`pintu generate`: where to, what goes along, and that it does nothing twice."""

import os
from pathlib import Path

import pytest
from commanding import Pintu
from tinypack import BLUEPRINT, write_files
from trees import contents, everything, on_disk

from pintu.stages.lock import LOCK, parse_lock


class TestWhere:
    def test_beside_a_file_called_blueprint(self, blueprint: Path, pintu: Pintu) -> None:
        assert pintu("generate", str(blueprint)).status == 0
        assert (blueprint.parent / "README.md").read_text("utf-8") == "# 山月茶铺\n\n- catalog\n"

    def test_a_folder_stands_for_the_blueprint_in_it(self, blueprint: Path, pintu: Pintu) -> None:
        assert pintu("generate", str(blueprint.parent)).status == 0
        assert (blueprint.parent / "README.md").is_file()
        assert pintu("explain", str(blueprint.parent)).status == 0

    def test_a_blueprint_that_is_missing(self, pintu: Pintu) -> None:
        told = pintu("generate", "nowhere.yaml")
        assert (told.status, "`pintu new` writes a first one" in told.err) == (1, True)

    def test_in_a_folder_named_by_the_slug(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        other = blueprint.rename(blueprint.with_name("tea.yaml"))
        assert pintu("generate", str(other)).status == 0
        assert (tmp_path / "shanyue-tea" / "blueprint.yaml").is_file()
        assert not (blueprint.parent / "README.md").exists()

    def test_where_it_is_said(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        assert pintu("generate", str(blueprint), "-o", "deep/er").status == 0
        assert (tmp_path / "deep" / "er" / LOCK).is_file()

    def test_into_an_empty_folder_that_one_stands_in(
        self, blueprint: Path, pintu: Pintu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        here = tmp_path / "here"
        here.mkdir()
        monkeypatch.chdir(here)
        inode = here.stat().st_ino
        assert pintu("generate", str(blueprint), "-o", ".").status == 0
        assert (here.stat().st_ino, Path(LOCK).is_file()) == (inode, True)


class TestFiles:
    def test_what_a_project_holds(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        pintu("generate", str(blueprint), "-o", "out")
        assert sorted(on_disk(tmp_path / "out")) == [
            "Makefile",
            "README.md",
            "backend/app/contracts/stock.py",
            "backend/app/main.py",
            "backend/app/modules/catalog/__init__.py",
            "backend/app/modules/catalog/service.py",
            "backend/business.toml",
            "backend/devtools/run.py",
            "backend/pyproject.toml",
            "backend/tests/catalog/test_catalog.py",
            "bin/start",
            "blueprint.yaml",
            "miniprogram/app.js",
            "miniprogram/app.json",
            "miniprogram/icons/tab/home-active-dark.png",
            "miniprogram/icons/tab/home-active.png",
            "miniprogram/icons/tab/home.png",
            "miniprogram/icons/tab/leaf-active-dark.png",
            "miniprogram/icons/tab/leaf-active.png",
            "miniprogram/icons/tab/leaf.png",
            "miniprogram/icons/tab/me-active-dark.png",
            "miniprogram/icons/tab/me-active.png",
            "miniprogram/icons/tab/me.png",
            "miniprogram/modules/catalog/pages/product/index.wxml",
            "miniprogram/pages/catalog/categories/index.wxml",
            "miniprogram/tests/catalog/catalog.test.js",
            "miniprogram/theme.json",
        ]

    def test_tests_of_two_modules_come_with_both(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        write_files(blueprint.parent, {"blueprint.yaml": f"{BLUEPRINT}  cart:\n"})
        pintu("generate", str(blueprint), "-o", "out")
        assert (tmp_path / "out/backend/tests/catalog/with_cart__identity/test_both.py").is_file()

    def test_rendered_texts_end_in_one_newline_and_scripts_are_executable(
        self, blueprint: Path, pintu: Pintu, tmp_path: Path
    ) -> None:
        pintu("generate", str(blueprint), "-o", "out")
        out = tmp_path / "out"
        assert (out / "backend/business.toml").read_text("utf-8") == 'name = "山月茶铺"\n'
        assert (out / "miniprogram/theme.json").read_bytes().endswith(b"}\n")
        assert os.access(out / "bin/start", os.X_OK)
        assert not os.access(out / "Makefile", os.X_OK)

    def test_what_git_shares_and_what_it_does_not(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        pintu("generate", str(blueprint), "-o", "out")
        private = tmp_path / "out" / ".pintu"
        assert (private / ".gitattributes").read_text("utf-8") == "base/** -text -diff\n"
        assert (private / ".gitignore").read_text("utf-8").splitlines()[0] == "*"
        managed = {e.sha256 for e in parse_lock((tmp_path / "out" / LOCK).read_bytes()).entries.values()}
        assert {file.name for file in (private / "base").iterdir()} == managed


class TestTwice:
    def test_writes_nothing(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        pintu("generate", str(blueprint), "-o", "out")
        before = everything(tmp_path / "out")
        again = pintu("generate", str(blueprint), "-o", "out")
        assert (again.status, "nothing to do" in again.err) == (0, True)
        (tmp_path / "out/.pintu/state.json").unlink()
        assert pintu("generate", str(blueprint), "-o", "out").status == 0
        assert everything(tmp_path / "out") == before

    def test_makes_the_same_bytes_elsewhere(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        pintu("generate", str(blueprint), "-o", "one")
        pintu("generate", str(blueprint), "-o", "two/deeper")
        assert contents(tmp_path / "one") == contents(tmp_path / "two/deeper")

    def test_changes_only_what_has_to(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        pintu("generate", str(blueprint), "-o", "out")
        before = everything(tmp_path / "out")
        write_files(blueprint.parent, {"blueprint.yaml": BLUEPRINT.replace("山月", "清溪")})
        assert pintu("generate", str(blueprint), "-o", "out").status == 0
        after = everything(tmp_path / "out")
        changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        kept = {name for name in changed if not name.startswith(".pintu/base/")}
        assert kept == {"README.md", "backend/business.toml", "blueprint.yaml", LOCK}

    def test_a_module_taken_out_leaves_no_file(self, blueprint: Path, pintu: Pintu, tmp_path: Path) -> None:
        pintu("generate", str(blueprint), "-o", "without")
        write_files(blueprint.parent, {"blueprint.yaml": f"{BLUEPRINT}  cart:\n"})
        pintu("generate", str(blueprint), "-o", "out")
        assert (tmp_path / "out/backend/app/modules/cart").is_dir()
        (tmp_path / "out/backend/app/modules/cart/__pycache__").mkdir()
        write_files(blueprint.parent, {"blueprint.yaml": BLUEPRINT})
        pintu("generate", str(blueprint), "-o", "out")
        assert contents(tmp_path / "out") == contents(tmp_path / "without")
        assert not (tmp_path / "out/backend/app/modules/cart").exists()


class TestMigrationsOfAModuleTakenOut:
    """A database has gone through them: without them it would not go on."""

    @pytest.fixture
    def out(self, builtin: Path, blueprint: Path, pintu: Pintu, tmp_path: Path) -> Path:
        """A project with a cart, and a migration of the reader's own."""
        locations = "<% for id in retired %>\nretired/<%= id %>\n<% endfor %>\n"
        files = {"base/alembic.ini.jinja": locations, "modules/cart/migrations/cart_0001.py": "one\n"}
        write_files(builtin / "templates/backend", files)
        blueprint.write_text(f"{BLUEPRINT}  cart:\n", "utf-8")
        pintu("generate", str(blueprint), "-o", "out")
        write_files(tmp_path / "out/backend/app/modules/cart/migrations", {"mine_0002.py": "two\n"})
        return tmp_path / "out"

    def take_out(self, blueprint: Path, pintu: Pintu) -> None:
        blueprint.write_text(BLUEPRINT, "utf-8")
        assert pintu("generate", str(blueprint), "-o", "out").status == 0

    def test_move_aside_and_stay(self, blueprint: Path, out: Path, pintu: Pintu) -> None:
        self.take_out(blueprint, pintu)
        aside = out / "backend/migrations/retired/cart"
        assert {file.name: file.read_text() for file in aside.iterdir()} == {
            "cart_0001.py": "one\n",
            "mine_0002.py": "two\n",
        }
        assert (out / "backend/alembic.ini").read_text() == "retired/cart\n"
        assert not (out / "backend/app/modules/cart").exists()
        before = everything(out)
        blueprint.write_text(f"{BLUEPRINT}# a remark\n", "utf-8")
        assert pintu("generate", str(blueprint), "-o", "out").status == 0
        changed = {name for name, file in everything(out).items() if before.get(name) != file}
        assert {name for name in changed if not name.startswith(".pintu")} == {"blueprint.yaml", LOCK}

    def test_come_back_with_the_module(self, blueprint: Path, out: Path, pintu: Pintu) -> None:
        before = (out / LOCK).read_bytes()
        self.take_out(blueprint, pintu)
        write_files(out / "backend/migrations/retired/cart", {"mine_0002.py": "edited\n"})
        blueprint.write_text(f"{BLUEPRINT}  cart:\n", "utf-8")
        assert pintu("generate", str(blueprint), "-o", "out").status == 0
        assert (out / LOCK).read_bytes() == before
        assert not (out / "backend/migrations/retired/cart").exists()
        assert (out / "backend/app/modules/cart/migrations/mine_0002.py").read_text() == "edited\n"
        assert (out / "backend/alembic.ini").read_text() == ""

    def test_are_found_without_a_lock(self, blueprint: Path, out: Path, pintu: Pintu) -> None:
        self.take_out(blueprint, pintu)
        before = contents(out)
        (out / LOCK).unlink()
        self.take_out(blueprint, pintu)
        assert contents(out) == before

    def test_do_not_take_the_place_of_another(self, blueprint: Path, out: Path, pintu: Pintu) -> None:
        write_files(out / "backend/migrations/retired/cart", {"mine_0002.py": "another\n"})
        blueprint.write_text(BLUEPRINT, "utf-8")
        before = everything(out)
        assert pintu("generate", str(blueprint), "-o", "out").status == 1
        assert everything(out) == before


class TestGoingAlong:
    @pytest.fixture
    def shop(self, blueprint: Path) -> Path:
        """A blueprint with everything that can belong to one, in places of the reader's choice."""
        text = BLUEPRINT.replace("tabs:", "extends: [../house/style.yaml, ../house/wording.yaml]  # ours\ntabs:")
        files = {
            "shop/tea.yaml": f"{text}theme: {{logo: '../house/brand/mark.PNG'}}   # theirs\ndata: data/tea.yaml\n",
            "shop/data/tea.yaml": "catalog: []\n",
            "shop/data/pictures/leaf.svg": "<svg/>",
            "shop/data/pictures/notes.txt": "not a picture",
            "shop/assets/pictures/door.svg": "<svg/>",
            "house/style.yaml": "pintu: 1\nextends: deep/base.yaml\ntheme: {primary: '#123456'}\n",
            "house/wording.yaml": "pintu: 1\nbusiness: {hours: '9-21'}\n",
            "house/deep/base.yaml": "pintu: 1\ntheme: {dark: 'off'}\n",
        }
        write_files(blueprint.parents[1], files)
        (blueprint.parents[1] / "house/brand").mkdir()
        (blueprint.parents[1] / "house/brand/mark.PNG").write_bytes(b"\x89PNG\r\n\x1a\n")
        return blueprint.with_name("tea.yaml")

    def test_everything_has_a_place_in_the_project(self, shop: Path, pintu: Pintu, tmp_path: Path) -> None:
        assert pintu("generate", str(shop), "-o", "out").status == 0
        brought = {
            path: entry.policy
            for path, entry in parse_lock((tmp_path / "out" / LOCK).read_bytes()).entries.items()
            if entry.owner == "blueprint"
        }
        assert brought == {
            "assets/mark.PNG": "managed",
            "assets/pictures/door.svg": "managed",
            "backend/demo/data.yaml": "seeded",
            "backend/demo/pictures/leaf.svg": "seeded",
            "blueprint.yaml": "managed",
            "layers/base.yaml": "managed",
            "layers/style.yaml": "managed",
            "layers/wording.yaml": "managed",
        }

    def test_paths_are_adapted_and_nothing_else(self, shop: Path, pintu: Pintu, tmp_path: Path) -> None:
        pintu("generate", str(shop), "-o", "out")
        text = (tmp_path / "out/blueprint.yaml").read_text("utf-8")
        assert "extends: [layers/style.yaml, layers/wording.yaml]  # ours" in text
        assert "theme: {logo: assets/mark.PNG}   # theirs\ndata: backend/demo/data.yaml\n" in text
        style = (tmp_path / "out/layers/style.yaml").read_text("utf-8")
        assert style == "pintu: 1\nextends: base.yaml\ntheme: {primary: '#123456'}\n"

    def test_the_project_makes_itself_again(self, shop: Path, pintu: Pintu, tmp_path: Path) -> None:
        pintu("generate", str(shop), "-o", "out")
        before = everything(tmp_path / "out")
        (tmp_path / "out/.pintu/state.json").unlink()
        inside = pintu("generate", str(tmp_path / "out/blueprint.yaml"))
        assert (inside.status, inside.err) == (0, f"{tmp_path / 'out'}: nothing to do, everything is up to date.\n")
        assert everything(tmp_path / "out") == before

    def test_and_the_same_again_somewhere_else(self, shop: Path, pintu: Pintu, tmp_path: Path) -> None:
        pintu("generate", str(shop), "-o", "out")
        pintu("generate", str(tmp_path / "out/blueprint.yaml"), "-o", "further")
        assert contents(tmp_path / "further") == contents(tmp_path / "out")

    def test_the_logo_is_in_the_mini_program(self, shop: Path, pintu: Pintu, tmp_path: Path) -> None:
        pintu("generate", str(shop), "-o", "out")
        assert (tmp_path / "out/miniprogram/assets/logo.png").read_bytes() == b"\x89PNG\r\n\x1a\n"
        assert '"logo": "/assets/logo.png"' in (tmp_path / "out/miniprogram/theme.json").read_text("utf-8")

    def test_own_icons_in_the_colours_of_the_theme_where_they_have_a_palette(
        self, builtin: Path, blueprint: Path, pintu: Pintu, tmp_path: Path
    ) -> None:
        icons, own = builtin / "templates/miniprogram/icons", blueprint.parent / "assets/icons"
        own.mkdir(parents=True)
        (own / "kettle.png").write_bytes((icons / "home.png").read_bytes())
        (own / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        text = BLUEPRINT.replace("icon: leaf", "icon: kettle").replace("  - me", "  - {page: me, icon: photo}")
        blueprint.write_text(text, "utf-8")
        assert pintu("generate", str(blueprint), "-o", "out").status == 0
        made = tmp_path / "out/miniprogram/icons/tab"
        assert (made / "kettle-active.png").read_bytes() == (made / "home-active.png").read_bytes()
        assert (made / "photo-active.png").read_bytes() == (own / "photo.png").read_bytes()
        assert (tmp_path / "out/assets/icons/kettle.png").is_file()

    def test_a_file_from_windows_with_a_path_in_every_style(
        self, blueprint: Path, pintu: Pintu, tmp_path: Path
    ) -> None:
        write_files(tmp_path, {"一家/base.yaml": "pintu: 1\r\ntheme: {dark: 'off'}\r\n", "data.yaml": "catalog: []\n"})
        extends = "extends:   # 一家\n  - &base \"../\\u4e00家/base.yaml\"\ndata: &data '../data.yaml'\n"
        windows = f"\ufeff{BLUEPRINT}{extends}".replace("\n", "\r\n")
        blueprint.write_text(windows, "utf-8", newline="")
        assert pintu("generate", str(blueprint), "-o", "out").status == 0
        said = (tmp_path / "out/blueprint.yaml").read_text("utf-8")
        expected = "extends:   # 一家\n  - &base layers/base.yaml\ndata: &data backend/demo/data.yaml\n"
        assert said == BLUEPRINT + expected
        assert pintu("diff", str(tmp_path / "out")).status == 0

    def test_a_vertical_that_is_generated_itself(self, builtin: Path, pintu: Pintu, tmp_path: Path) -> None:
        assert pintu("generate", str(builtin / "blueprints/retail.yaml"), "-o", "out").status == 0
        before = everything(tmp_path / "out")
        (tmp_path / "out/.pintu/state.json").unlink()
        assert pintu("generate", str(tmp_path / "out/blueprint.yaml")).status == 0
        assert everything(tmp_path / "out") == before
