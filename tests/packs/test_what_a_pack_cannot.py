"""Nothing of a pack is executed, its templates see nothing but the plan, and it writes nowhere outside the project."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pintu.errors import PackError, TemplateBug
from pintu.model.tree import Tree
from pintu.pipeline import check, draw

HERE = Path(__file__).parent
WISHLIST = Path("pack") / "templates" / "backend" / "modules" / "wishlist"

BOMB = 'raise SystemExit("a pack was executed")\n'
BOMBS = (
    "__init__.py",
    "conftest.py",
    "hooks/post_gen_project.py",
    "hooks/pre_gen_project.sh",
    "schemas/__init__.py",
    "schemas/modules/wishlist.py",
    "setup.py",
    "sitecustomize.py",
    "templates/__init__.py",
    "templates/backend/modules/wishlist/__init__.py",
    "templates/backend/modules/wishlist/setup.py",
)
COMMANDS = (
    "validate blueprint.yaml",
    "explain blueprint.yaml",
    "modules",
    "blueprints",
    "show wishlist",
    "show florist",
    "generate --dry-run",
    "generate -o out",
    "diff out",
)
WATCH = """
import os, sys
shop, allowed = sys.argv[1], tuple(sys.argv[2].split(os.pathsep))
pack = os.path.join(shop, "pack")
found = []

def inside(path):
    return os.path.realpath(os.fsdecode(path)).startswith(allowed)

def watch(event, args):
    if event == "exec" and args[0].co_filename.startswith(pack) and not args[0].co_filename.endswith(".jinja"):
        found.append(f"executed {args[0].co_filename}")
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.connect"):
        found.append(f"{event} {args[:2]}")
    elif event == "open" and isinstance(args[0], (str, bytes)):
        writes = isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if writes and not inside(args[0]):
            found.append(f"wrote {args[0]!r}")
    elif event in ("os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.rename"):
        paths = args[:2] if event in ("os.symlink", "os.link", "os.rename") else args[:1]
        found.extend(f"{event} {path!r}" for path in paths if isinstance(path, (str, bytes)) and not inside(path))

sys.addaudithook(watch)
sys.dont_write_bytecode = True
from pintu.cli import run
for command in sys.argv[3:]:
    print(command, run(command.split()), file=sys.stderr)
print("".join(f"FOUND {one}\\n" for one in found), end="", file=sys.stderr)
"""
"""Runs commands under an audit hook (PEP 578) that notes what a pack must not bring about."""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A blueprint with a copy of the pack beside it."""
    folder = tmp_path / "shop"
    shutil.copytree(HERE / "gifts", folder / "pack")
    shutil.copy(HERE / "shop.yaml", folder / "blueprint.yaml")
    return folder


def watched(shop: Path, *commands: str) -> str:
    """What is said on standard error while the program may write to the shop, a cache and the null device only."""
    cache = shop.parent / "cache"
    allowed = os.pathsep.join(map(str, (shop.resolve(), cache.resolve(), os.devnull)))
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PINTU_LANG": "en"}
    command = [sys.executable, "-c", WATCH, str(shop.resolve()), allowed, *commands]
    done = subprocess.run(
        command, cwd=shop, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stderr


def generated(shop: Path) -> Tree:
    return draw(check(shop / "blueprint.yaml"), shop / "out")


def test_nothing_of_a_pack_is_executed(shop: Path) -> None:
    for name in BOMBS:
        file = shop / "pack" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(BOMB, "utf-8")
        file.chmod(0o700)
    said = watched(shop, *COMMANDS)
    assert [f"{command} 0" for command in COMMANDS] == [line for line in said.splitlines() if line.endswith(" 0")]
    assert "FOUND" not in said


def test_the_watch_finds_what_it_looks_for(shop: Path) -> None:
    """Writing the project outside what is allowed is noticed: otherwise the test above could not fail."""
    elsewhere = shop.parent / "elsewhere"
    said = watched(shop, f"generate -o {elsewhere}")
    assert elsewhere.is_dir()
    assert f"FOUND os.rename '{elsewhere}" in said or f"FOUND wrote '{elsewhere}" in said or "FOUND os.mkdir" in said


ESCAPES = {
    "the class of a text": "<%= ''.__class__.__mro__ %>",
    "the globals of a function": "<%= cycler.__init__.__globals__.os.getcwd() %>",
    "a method of the plan": "<%= app.__class__.__init__.__globals__ %>",
    "an import": "<% import os %>",
    "a file outside": "<% include '../../../../../shop.yaml' %>",
    "another absolute file": "<% include '/etc/hostname' %>",
    "a change of the plan": "<% set nothing = modules.append(1) %>",
    "an unknown name": "<%= secrets %>",
    "a format string": "<%= '{0.__class__}'.format(app) %>",
}


@pytest.mark.parametrize("template", ESCAPES.values(), ids=ESCAPES)
def test_a_template_sees_nothing_but_the_plan(shop: Path, template: str) -> None:
    """It fails as a whole, and the message names the template."""
    (shop / WISHLIST / "bad.txt.jinja").write_text(template, "utf-8")
    with pytest.raises(TemplateBug, match=r"backend/modules/wishlist/bad\.txt\.jinja"):
        generated(shop)


def test_a_template_that_fails_leaves_nothing(shop: Path) -> None:
    (shop / WISHLIST / "bad.txt.jinja").write_text(ESCAPES["the class of a text"], "utf-8")
    said = watched(shop, "generate -o out")
    assert "generate -o out 3" in said.splitlines()
    assert "FOUND" not in said
    assert not (shop / "out").exists()


def refusal(shop: Path) -> str:
    """The code with which a pack is refused."""
    with pytest.raises(PackError) as caught:
        generated(shop)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", ["secret.txt", "secret.txt.jinja", "folder"])
def test_a_link_out_of_the_pack_is_refused(shop: Path, name: str) -> None:
    private = shop.parent / "private"
    private.mkdir()
    (private / "key.txt").write_text("a secret", "utf-8")
    (shop / WISHLIST / name).symlink_to(private if name == "folder" else private / "key.txt")
    assert refusal(shop) == "file.is_link"


@pytest.mark.parametrize("name", [".git/hooks/post-checkout", "nul.txt", ".pintu/mutex", "pintu.lock"])
def test_names_that_mean_something_to_a_system(shop: Path, name: str) -> None:
    file = shop / WISHLIST / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x", "utf-8")
    assert refusal(shop) == "path.unsafe"


def test_a_file_of_another_owner(shop: Path) -> None:
    """A pack that brings a contract which Pintu has as well does not replace it."""
    (shop / "pack" / "templates" / "backend" / "contracts" / "stock.py").write_text("STOCK = None\n", "utf-8")
    contract = shop / "pack" / "schemas" / "modules" / "wishlist.yaml"
    contract.write_text(contract.read_text("utf-8") + "uses: [stock]\n", "utf-8")
    assert refusal(shop) == "path.claimed_twice"


@pytest.mark.parametrize("id_", ["../up", "Wishlist", "a b", ""])
def test_an_id_that_is_no_name(shop: Path, id_: str) -> None:
    text = f'id: "{id_}"\ntitle: {{zh: 坏, en: Bad}}\nsummary: {{zh: 坏, en: Bad}}\nversion: 1.0.0\n'
    (shop / "pack" / "schemas" / "modules" / "bad.yaml").write_text(text, "utf-8")
    assert refusal(shop) == "contract.bad_id"
