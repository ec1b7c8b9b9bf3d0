"""Facts read off a module's files, which are never executed."""

from pathlib import Path

import pytest
from giving import PACKS

from pintu.errors import PackError
from pintu.model.contract import Contract, Words
from pintu.model.pack import Pack
from pintu.packs.contracts import read_contracts
from pintu.stages.read_yaml import read_yaml
from pintu.tree_facts.admin import View, views
from pintu.tree_facts.fields import settings_read, variables_read
from pintu.tree_facts.jobs import Job, jobs
from pintu.tree_facts.routes import Route, routes
from pintu.tree_facts.seeds import seeds

GIFTS = PACKS / "gifts"


@pytest.fixture
def gifts() -> Pack:
    return Pack("gifts", "1.0.0", GIFTS, read_contracts("gifts", GIFTS))


@pytest.fixture
def wishlist(gifts: Pack) -> Contract:
    return gifts.contracts["wishlist"]


def written(folder: Path, **files: str) -> tuple[Contract, Pack]:
    """A module `note` with these Python files."""
    home = folder / "templates" / "backend" / "modules" / "note"
    home.mkdir(parents=True)
    for name, content in files.items():
        (home / f"{name}.py").write_text(content, "utf-8")
    document = read_yaml(Path("note.yaml"), b"id: note")
    contract = Contract("note", Words("便签", "Notes"), Words("", ""), "1.0.0", "pack", document)
    return contract, Pack("pack", "1.0.0", folder, {"note": contract})


def test_routes_say_who_may_call_them(wishlist: Contract, gifts: Pack) -> None:
    assert routes(wishlist, gifts) == (
        Route("GET", "/api/v1/staff/wishes", "wishlist.read", "最受欢迎的商品"),
        Route("GET", "/api/v1/wishes", "user", "心愿单"),
        Route("PUT", "/api/v1/wishes/{spu_id}", "user", "收藏"),
        Route("DELETE", "/api/v1/wishes/{spu_id}", "user", "取消收藏"),
    )
    assert routes(gifts.contracts["wish_wrap"], gifts) == (
        Route("GET", "/api/v1/wishes/wrappings", "public", "可选的包装"),
    )


def test_routes_of_a_router_that_guards_them_all(tmp_path: Path) -> None:
    router = '''
from fastapi import APIRouter
from app.core.staff import CurrentStaff, require

EDIT = "note.edit"
router = APIRouter(prefix="/staff/notes", dependencies=[require(EDIT)])
other = APIRouter()

@router.post(path="/{note_id}")
async def write(note_id: int) -> None:
    """Write it down.

    And keep it.
    """

@other.get("/staff/who")
async def who(staff: CurrentStaff) -> None: ...

@other.get("/open")
async def unguarded() -> None: ...

@somebody.get("/else")
async def not_a_route() -> None: ...
'''
    assert routes(*written(tmp_path, router=router)) == (
        Route("GET", "/api/v1/open", "", ""),
        Route("POST", "/api/v1/staff/notes/{note_id}", "note.edit", "Write it down."),
        Route("GET", "/api/v1/staff/who", "staff", ""),
    )


def test_pages_stand_at_the_root_and_programs_have_keys(tmp_path: Path) -> None:
    router = """
from fastapi import APIRouter
from app.contracts.open_api import CurrentCaller
from app.core.auth import public

pages = APIRouter(include_in_schema=False)
router = APIRouter(prefix="/open", include_in_schema=True)

@pages.get("/notes/{code}", dependencies=[public])
async def page(code: str) -> str: ...

@router.get("/notes")
async def notes(caller: CurrentCaller) -> None: ...
"""
    assert routes(*written(tmp_path, router=router)) == (
        Route("GET", "/api/v1/open/notes", "program", ""),
        Route("GET", "/notes/{code}", "public", ""),
    )


def test_jobs_timers_and_listeners(wishlist: Contract, gifts: Pack) -> None:
    assert jobs(wishlist, gifts) == (Job("wishlist.forget", "timer", "timedelta(days=1)"),)


def test_jobs_are_found_under_any_name_they_are_imported_by(tmp_path: Path) -> None:
    module = """
from app.core import jobs as work
from app.core.events import on, on_outside as tell
from app.core.jobs import register_outside
from app.modules.note import names

def setup() -> None:
    work.register(names.EXPIRE, expire)
    register_outside("note.send", send)
    on(NoteTaken, thank, name="note.thank")
    tell(NoteTaken, post, name="note.post")
    atexit.register("no job", expire)
"""
    names = 'EXPIRE = "note.expire"'
    assert jobs(*written(tmp_path, module=module, names=names)) == (
        Job("note.expire", "job"),
        Job("note.post", "listener", "NoteTaken"),
        Job("note.send", "job"),
        Job("note.thank", "listener", "NoteTaken"),
    )


def test_admin_views_and_seeds(wishlist: Contract, gifts: Pack) -> None:
    assert views(wishlist, gifts) == (View("WishView", "心愿", "wishlist.read"),)
    assert seeds(wishlist, gifts) == ("wishes",)


def test_settings_and_variables_that_the_backend_reads(wishlist: Contract, gifts: Pack) -> None:
    assert settings_read(wishlist, gifts) == {"shown", "keep_for"}
    assert variables_read(wishlist, gifts) == {"WISHLIST_SHARE_KEY"}


def test_constants_of_a_settings_class_are_no_variables(tmp_path: Path) -> None:
    settings = """
from app.core.settings import EnvironmentSettings

class Keys(EnvironmentSettings):
    a: str = ""
    b: int = Field(default=3, ge=1)
    c: ClassVar[str] = ""
"""
    assert variables_read(*written(tmp_path, settings=settings)) == {"A", "B"}


def test_nothing_is_executed(tmp_path: Path) -> None:
    bomb = 'raise SystemExit("executed")\nfrom fastapi import APIRouter\nrouter = APIRouter()'
    assert routes(*written(tmp_path, router=bomb, __init__=bomb)) == ()


def test_a_file_that_is_not_python(tmp_path: Path) -> None:
    contract, pack = written(tmp_path, router="def broken(:\n")
    with pytest.raises(PackError) as caught:
        routes(contract, pack)
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.where.line) == ("pack.not_python", 1)


def test_a_module_without_a_backend(tmp_path: Path) -> None:
    contract, pack = written(tmp_path)
    assert (routes(contract, pack), jobs(contract, pack), views(contract, pack), seeds(contract, pack)) == (
        (),
        (),
        (),
        (),
    )
