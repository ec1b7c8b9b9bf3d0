"""`pintu new`: what it writes, asks, and leaves alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commanding import Pintu, program
from giving import gift_shop
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from pintu import console
from pintu.gallery.vertical_sheet import resolved
from pintu.packs.discover import discover
from pintu.pipeline import check
from pintu.stages.read_yaml import read_yaml
from pintu.starter.answers import Answers, is_slug, one_line, propose_slug
from pintu.starter.offer import Offer, offer
from pintu.starter.scalars import plain, quoted
from pintu.starter.text import blueprint_text
from pintu.starter.write import creating

CTRL_C = "\x03"
ENTER = "\r"
UP = "\x1b[A"


@pytest.fixture
def pintu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pintu:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PINTU_LANG", "en")
    return program(capsys)


@pytest.fixture(scope="module")
def florist(tmp_path_factory: pytest.TempPathFactory) -> Offer:
    return _florist(tmp_path_factory.mktemp("florist"))


def _florist(folder: Path) -> Offer:
    gift_shop(folder)
    catalogue = discover(beside=folder)
    return offer("florist", resolved("florist", catalogue), catalogue)


def with_pack(folder: Path) -> None:
    """A folder with the pack, and no blueprint yet."""
    gift_shop(folder).unlink()


@contextmanager
def typing(monkeypatch: pytest.MonkeyPatch, *keys: str) -> Iterator[None]:
    """A person at the terminal who types these keys."""
    monkeypatch.setattr(console, "may_ask", lambda *, no_input=False: not no_input)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("".join(keys))
        yield


def test_without_a_word(pintu: Pintu, tmp_path: Path) -> None:
    """With nobody to ask: a file that validates, its path on standard output, what comes next on the other."""
    result = pintu("new", "tea-shop", "--no-input")
    file = tmp_path / "tea-shop" / "blueprint.yaml"
    assert (result.status, result.out) == (0, f"{Path('tea-shop') / 'blueprint.yaml'}\n")
    assert "pintu run tea-shop" in result.err
    blueprint = check(file).blueprint
    assert (blueprint.slug, blueprint.get("app", "vertical")) == ("tea-shop", "retail")


def comments(file: Path) -> list[str]:
    return [line.partition("# ")[2] for line in file.read_text("utf-8").splitlines() if "# " in line]


@pytest.mark.parametrize(
    ("language", "explained"),
    [
        ("en", {"This blueprint decides", "what customers see", "Registered name", "Orders: Placing", "demo data"}),
        ("zh", {"这份蓝图决定", "顾客看到的名称", "公司或个体工商户的名称", "订单：", "演示数据"}),
    ],
)
def test_the_file_explains_itself(
    pintu: Pintu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, explained: set[str]
) -> None:
    monkeypatch.setenv("PINTU_LANG", language)
    pintu("new", "tea-shop", "--no-input")
    said = "\n".join(comments(tmp_path / "tea-shop" / "blueprint.yaml"))
    assert said.splitlines()[0] == "yaml-language-server: $schema=.pintu/blueprint.schema.json"
    assert {start for start in explained if start not in said} == set()
    assert (tmp_path / "tea-shop" / ".pintu" / "blueprint.schema.json").is_file()


def test_in_english_only_values_are_chinese(pintu: Pintu, tmp_path: Path) -> None:
    """They stand where customers read them, and are the merchant's own."""
    pintu("new", "tea-shop", "--no-input")
    behind_values = [comment.rpartition("  # ")[2] for comment in comments(tmp_path / "tea-shop" / "blueprint.yaml")]
    proposed = re.compile(r"^(tabs|home): |^  (manager|clerk|counter): ")
    assert [said for said in behind_values if re.search("[\u4e00-\u9fff]", said) and not proposed.search(said)] == []


def test_demo_data_come_along(pintu: Pintu, tmp_path: Path) -> None:
    """They are never inherited, and a shop without anything in it shows nothing."""
    folder = tmp_path / "flowers"
    with_pack(folder)
    assert pintu("new", "flowers", "--vertical", "florist").status == 0
    assert check(folder / "blueprint.yaml").blueprint.get("data") == "demo/data.yaml"
    theirs = folder / "pack" / "blueprints" / "florist"
    assert (folder / "demo" / "data.yaml").read_bytes() == (theirs / "flowers.yaml").read_bytes()
    assert [path.name for path in (folder / "demo" / "pictures").iterdir()] == ["rose.svg"]


def test_a_name_in_chinese(pintu: Pintu, tmp_path: Path) -> None:
    pintu("new", "山月茶铺")
    blueprint = check(tmp_path / "山月茶铺" / "blueprint.yaml").blueprint
    assert (blueprint.get("app", "name"), blueprint.slug) == ("山月茶铺", "shan-yue-cha-pu")


def test_without_a_name(pintu: Pintu, tmp_path: Path) -> None:
    assert pintu("new", "--no-input").status == 0
    assert (tmp_path / "my-shop" / "blueprint.yaml").is_file()


def test_the_vertical_of_a_pack_in_the_folder(pintu: Pintu, tmp_path: Path) -> None:
    with_pack(tmp_path / "flowers")
    assert pintu("new", "flowers", "--vertical", "florist").status == 0
    checked = check(tmp_path / "flowers" / "blueprint.yaml")
    assert "wish_wrap" in checked.resolution.ids
    assert checked.resolution.module("wishlist").settings["shown"] == 30


def test_an_unknown_vertical(pintu: Pintu, tmp_path: Path) -> None:
    result = pintu("new", "shop", "--vertical", "retial")
    assert result.status == 1
    assert "Did you mean `retail`?" in result.err
    assert not list(tmp_path.iterdir())


def test_never_overwrites(pintu: Pintu, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "blueprint.yaml").write_text("mine", "utf-8")
    result = pintu("new", "shop")
    assert result.status == 1
    assert "never writes over anything" in result.err
    assert [path.read_text("utf-8") for path in (tmp_path / "shop").iterdir()] == ["mine"]


def test_never_overwrites_what_else_it_would_write(pintu: Pintu, tmp_path: Path) -> None:
    with_pack(tmp_path / "flowers")
    (tmp_path / "flowers" / "demo").mkdir()
    (tmp_path / "flowers" / "demo" / "data.yaml").write_text("mine", "utf-8")
    assert pintu("new", "flowers", "--vertical", "florist").status == 1
    assert {path.name for path in (tmp_path / "flowers").iterdir()} == {"demo", "pack"}
    assert (tmp_path / "flowers" / "demo" / "data.yaml").read_text("utf-8") == "mine"


def test_a_file_where_the_folder_should_be(pintu: Pintu, tmp_path: Path) -> None:
    (tmp_path / "shop").write_text("mine", "utf-8")
    assert pintu("new", "shop").status == 1
    assert pintu("new", "shop/within").status == 1
    assert (tmp_path / "shop").read_text("utf-8") == "mine"


def test_answers_on_a_terminal(pintu: Pintu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_pack(tmp_path / "flowers")
    colour, company = "\x7f" * 6 + "be185d", ["晨露花艺有限公司", "", "0571-1", "", "", ""]
    keys = ["晨露  花坊", ENTER, ENTER, colour, ENTER, "y", *(f"{said}{ENTER}" for said in company)]
    with typing(monkeypatch, *keys, " ", ENTER):  # the first module that is open to choice goes
        result = pintu("new", "flowers", "--vertical", "florist")
    assert result.status == 0
    blueprint = check(tmp_path / "flowers" / "blueprint.yaml").blueprint
    assert blueprint.get("app", "name") == "晨露 花坊"
    assert blueprint.slug == "flowers"
    assert blueprint.get("theme", "primary") == "#be185d"
    assert blueprint.get("business") == {"company": "晨露花艺有限公司", "phone": "0571-1"}
    assert blueprint.get("modules", "gift_wrap") is False


def test_the_vertical_is_asked_where_there_are_several(
    pintu: Pintu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pack(tmp_path / "flowers")
    with typing(monkeypatch, UP, ENTER, "花店", ENTER, *[ENTER] * 5):
        assert pintu("new", "flowers").status == 0
    assert check(tmp_path / "flowers" / "blueprint.yaml").blueprint.get("app", "vertical") == "florist"


def test_a_wrong_answer_is_asked_again(pintu: Pintu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = ["花店", ENTER, "-no-", ENTER, "\x7f" * 20, "ok", ENTER, "x", ENTER, "\x7f", ENTER, "n", ENTER]
    with typing(monkeypatch, *keys):
        assert pintu("new", "shop").status == 0
    assert check(tmp_path / "shop" / "blueprint.yaml").blueprint.slug == "ok"


@pytest.mark.parametrize("answered", [0, 1, 3])
def test_ctrl_c_leaves_nothing(pintu: Pintu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answered: int) -> None:
    with typing(monkeypatch, "花店", *[ENTER] * answered, CTRL_C):
        assert pintu("new", "shop").status == 130
    assert not list(tmp_path.iterdir())


def _interrupted(folder: Path, theirs: str = "") -> None:
    """Somebody presses Ctrl-C between two files; by then `theirs` has come into the folder."""
    with creating(folder) as create:
        create("demo/data.yaml", b"1")
        create("blueprint.yaml", b"2")
        if theirs:
            (folder / theirs).write_text("mine", "utf-8")
        raise KeyboardInterrupt


def test_an_interruption_while_writing_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("theirs", "utf-8")
    with pytest.raises(KeyboardInterrupt):
        _interrupted(tmp_path / "a" / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]


def test_what_somebody_put_there_meanwhile_stays(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _interrupted(tmp_path / "shop", theirs="notes.txt")
    assert [path.name for path in (tmp_path / "shop").iterdir()] == ["notes.txt"]


def test_which_modules_are_open_to_choice(florist: Offer) -> None:
    """`gift_note` requires wrapping or a wish list, so either may go; what others bring in is not asked."""
    assert [module.id for module in florist.optional] == ["gift_wrap", "wishlist", "gift_note"]
    assert [module.id for module in florist.extra] == ["gift_bag"]
    assert florist.changed({"gift_wrap": False, "gift_note": True, "gift_bag": True}) == {
        "gift_wrap": False,
        "gift_bag": True,
    }


def test_what_the_vertical_says_is_there_to_be_changed(florist: Offer, shop_catalogue: Path) -> None:
    answers = Answers("花店", "shop", "florist", "#000000")
    lines = blueprint_text(answers, florist, discover(beside=shop_catalogue), with_data=False).splitlines()
    assert "# tabs: [home, wishlist.list, me]" in lines
    assert "# home: [{block: wish_strip, limit: 6}, wish_card]" in lines
    assert '#   florist: {label: "花艺师", can: [wishlist.read], scope: store}' in lines


def test_an_added_module_comes_with_its_defaults(florist: Offer, tmp_path: Path) -> None:
    folder = gift_shop(tmp_path).parent
    catalogue = discover(beside=folder)
    answers = Answers("花店", "shop", "florist", "#000000", {"gift_bag": True, "gift_wrap": False})
    text = blueprint_text(answers, florist, catalogue, with_data=False)
    (folder / "blueprint.yaml").write_text(text, "utf-8")
    ids = check(folder / "blueprint.yaml").resolution.ids
    assert "gift_bag" in ids
    assert "gift_wrap" not in ids


LINES = st.text(max_size=60).filter(one_line)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=LINES, company=st.text(max_size=60), hours=st.text(max_size=20))
def test_whatever_is_answered_reads_back(
    florist: Offer, shop_catalogue: Path, name: str, company: str, hours: str
) -> None:
    catalogue = discover(beside=shop_catalogue)
    answers = Answers(name, propose_slug(name), "florist", "#0f766e", business={"company": company, "hours": hours})
    text = blueprint_text(answers, florist, catalogue, with_data=False)
    data = read_yaml(Path("blueprint.yaml"), text.encode()).data
    given_ = {"company": one_line(company), "hours": one_line(hours)}
    assert data["app"] == {"name": one_line(name), "slug": answers.slug, "vertical": "florist", "size": "micro"}
    assert data.get("business", {}) == {key: value for key, value in given_.items() if value}


@pytest.fixture(scope="module")
def shop_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gift_shop(tmp_path_factory.mktemp("shop")).parent


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_values_read_back_as_they_were(value: object) -> None:
    for written in (plain(value), quoted(value)):  # type: ignore[arg-type]  # the strategy makes plain data
        assert read_yaml(Path("x.yaml"), f"a: {written}\n".encode()).data == {"a": value}


@given(st.text(max_size=80))
def test_a_slug_comes_from_any_name(name: str) -> None:
    assert is_slug(propose_slug(name))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("山月茶铺", "shan-yue-cha-pu"),
        ("Café 42", "cafe-42"),
        ("2 月茶", "yue-cha"),
        ("CON", "my-shop"),
        ("！", "my-shop"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert propose_slug(name) == slug


def test_the_next_command_can_be_pasted(pintu: Pintu) -> None:
    assert "`pintu run 'Bad Name!'`" in pintu("new", "Bad Name!", "--no-input").err
