"""Each gate that needs no Node, proved by defects: each is told, with file and line, and nothing is told without."""

import json
from pathlib import Path

import pytest
from seeding import (
    ABOUT,
    APP,
    CASHIER,
    HOME,
    ORDERS,
    PROJECT,
    ROUTES,
    THEME,
    WITHOUT_NODE,
    Seed,
    expected,
    found,
    outcomes,
    plant,
    sound_copy,
)

from pintu.gates import sizes

LAST_OF_APP = '        "pages/display/index"'
ADDRESS = "miniprogram/modules/identity/pages/address_edit/index.js"
BIG_PICTURE = b"\x89PNG" + bytes(205 * 1024)


def page(name: str, script: str) -> dict[str, str]:
    """The files of a page in the subpackage of the app."""
    home = f"miniprogram/modules/app/pages/{name}/index"
    return {f"{home}.js": f"Component({{ methods: {{ go() {{ {script} }} }} }});\n", f"{home}.json": "{}\n"} | {
        f"{home}.wxml": '<view bindtap="go">go</view>\n'
    }


def leads_to(name: str) -> str:
    return f'wx.navigateTo({{ url: "/modules/app/pages/{name}/index?from=here" }});'


CHAIN = {**page("one", leads_to("two")), **page("two", leads_to("three")), **page("three", "")}
CHAIN_IN_APP = ",\n".join([LAST_OF_APP, *(f'        "pages/{name}/index"' for name in ("one", "two", "three"))])
TOO_FAR = {**CHAIN, ABOUT + ".js": f"Component({{ methods: {{ go() {{ {leads_to('one')} }} }} }});\n"}

TAB_ICON_OF_THEME = '"tabIcon4": "icons/tab/me-active-dark.png"'


def ahead(page: str, package: str) -> str:
    """The beginning of an `app.json` that loads a package with a page."""
    return f'{{\n"preloadRule": {{\n"{page}": {{\n"packages": [\n"{package}"]}}}},'


SEEDS = {
    "misspelt key": Seed("schemas.unknown_key", APP, '"darkmod"', '"darkmode"'),
    "missing key": Seed("schemas.missing_key", APP, '{ "name": "payment",', '{\n      "root": "modules/payment",'),
    "wrong value": Seed(
        "schemas.not_one_of",
        APP,
        '"requiredPrivateInfos": ["chooseAddres"]',
        '"requiredPrivateInfos": ["chooseAddress"]',
    ),
    "wrong type": Seed(
        "schemas.invalid", HOME + ".json", '"enablePullDownRefresh": 1', '"enablePullDownRefresh": true'
    ),
    "broken configuration": Seed("schemas.not_json", PROJECT, '"appid": ,', '"appid": "touristappid",'),
    "no app.json": Seed("schemas.no_app", APP, more={APP: None}),
    "missing page": Seed("files.page_missing", APP, '"pages/abouts/index"', '"pages/about/index"'),
    "tab of a subpackage": Seed(
        "files.bad_tab", APP, '"pagePath": "modules/order/pages/list/index"', '"pagePath": "pages/me/index"'
    ),
    "missing script": Seed("files.missing", ORDERS + ".js", 'const gone = require("../../services/gone");'),
    "missing template": Seed("files.missing", HOME + ".wxml", '<include src="./slots/gone.wxml" />'),
    "missing style": Seed(
        "files.missing", "miniprogram/app.wxss", '@import "styles/gone.wxss";', '@import "styles/theme.wxss";'
    ),
    "missing picture": Seed("files.missing", HOME + ".wxml", '<image src="/icons/gone.png" />'),
    "missing picture of a version": Seed("files.missing", HOME + ".wxml", '<image src="/icons/gone.png?v=2" />'),
    "missing picture of two": Seed(
        "files.missing", HOME + ".wxml", "<image src=\"{{on ? '/icons/tab/me.png' : '/icons/tab/gone.png'}}\" />"
    ),
    "missing picture of a style": Seed(
        "files.missing", HOME + ".wxss", ".gone { background: url(/icons/gone.svg#top); }"
    ),
    "missing picture of a script": Seed("files.missing", ORDERS + ".js", 'const icon = "/icons/tab/gone.png";'),
    "suffix in capitals": Seed("files.not_packed", "miniprogram/icons/A.PNG", more={"miniprogram/icons/A.PNG": b""}),
    "page listed twice": Seed(
        "files.page_twice",
        APP,
        '"pages/me/index",\n"pages/home/index"]',
        '"pages/me/index"\n  ]',
        at='"pages/home/index"]',
    ),
    "missing first page": Seed(
        "files.no_page", APP, '{\n"entryPagePath": "pages/gone/index",', "{", at="entryPagePath"
    ),
    "missing icon of a tab": Seed(
        "files.missing", APP, '"iconPath": "icons/tab/gone.png"', '"iconPath": "icons/tab/me.png"'
    ),
    "missing icon of the theme": Seed("files.missing", THEME, '"tabIcon4": "icons/tab/gone.png"', TAB_ICON_OF_THEME),
    "unknown name of the theme": Seed(
        "files.no_theme_name", APP, '"backgroundColor": "@pageBackgrund"', '"backgroundColor": "@pageBackground"'
    ),
    "unknown name of the theme in a page": Seed(
        "files.no_theme_name", HOME + ".json", '"backgroundColor": "@gone",\n  "enable', '"enable', at="@gone"
    ),
    "name of one mode": Seed(
        "files.no_theme_name",
        THEME,
        '"tabTxt": "#8b958f"',
        '"tabText": "#8b958f"',
        told_in=APP,
        at='"color": "@tabText"',
    ),
    "missing theme": Seed("files.missing", APP, '"themeLocation": "gone.json"', '"themeLocation": "theme.json"'),
    "page that is not there, ahead": Seed(
        "files.no_page", APP, ahead("pages/gone/index", "modules/order"), "{", at='"pages/gone/index"'
    ),
    "package that is not there, ahead": Seed(
        "files.no_package", APP, ahead("pages/home/index", "modules/gone"), "{", at='"modules/gone"'
    ),
    "part of a component missing": Seed(
        "files.component_missing",
        HOME + ".json",
        at='"icon": "/components/icon/index"',
        more={"miniprogram/components/icon/index.js": None},
    ),
    "page as a component": Seed(
        "files.no_component",
        HOME + ".json",
        '"icon": "/pages/home/thing"',
        '"icon": "/components/icon/index"',
        told_in="miniprogram/pages/home/thing.json",
        at="{}",
        more={
            f"miniprogram/pages/home/thing.{kind}": text for kind, text in (("js", ""), ("json", "{}"), ("wxml", ""))
        },
    ),
    "unused script": Seed(
        "files.dead", "miniprogram/core/old.js", more={"miniprogram/core/old.js": "module.exports = 1;\n"}
    ),
    "name that does not travel": Seed("files.bad_name", "miniprogram/core/旧.js", more={"miniprogram/core/旧.js": ""}),
    "two names alike": Seed("files.same_name", "miniprogram/core/time.js", more={"miniprogram/core/Time.js": ""}),
    "unknown component": Seed("components.unknown", ABOUT + ".wxml", "<view><t-buton>go</t-buton></view>"),
    "unknown component without an end": Seed("components.unknown", ABOUT + ".wxml", "<view><t-buton/></view>"),
    "unused component": Seed(
        "components.not_used",
        HOME + ".json",
        '"t-badge": "/components/icon/index",\n    "icon":',
        '"icon":',
        at="t-badge",
    ),
    "dead page id": Seed(
        "navigation.no_page", ORDERS + ".js", 'open("order.detial", { id })', 'open("order.detail", { id })'
    ),
    "dead address": Seed("navigation.no_page", ORDERS + ".js", 'wx.navigateTo({ url: "/pages/gone/index?id=1" });'),
    "dead address that is put together": Seed(
        "navigation.no_page", ORDERS + ".js", 'wx.navigateTo({ url: "/pages/gone/index" + query });'
    ),
    "dead address of two": Seed(
        "navigation.no_page", ORDERS + ".js", 'wx.navigateTo({ url: tab ? "/pages/home/index" : "/pages/gone/index" });'
    ),
    "dead address of a constant": Seed(
        "navigation.no_page",
        ORDERS + ".js",
        'const url = "/pages/gone/index";\nwx.reLaunch({ url });',
        at="const url =",
    ),
    "dead address in a template": Seed(
        "navigation.no_page", ORDERS + ".js", "wx.navigateTo({ url: `/pages/gone/${name}` });"
    ),
    "dead address of a router": Seed(
        "navigation.no_page", ORDERS + ".js", 'this.pageRouter.navigateTo({ url: "/pages/gone/index" });'
    ),
    "dead address that begins with a constant": Seed(
        "navigation.no_page",
        ORDERS + ".js",
        'const base = "/pages/gone";\nwx.navigateTo({ url: (base || other) + "/index" });',
        at="const base =",
    ),
    "dead link of two": Seed(
        "navigation.no_page",
        HOME + ".wxml",
        "<navigator url=\"{{on ? '/pages/me/index' : '/pages/gone/index'}}\" open-type=\"{{kind}}\">go</navigator>",
    ),
    "beginning of a dead link": Seed(
        "navigation.no_page", HOME + ".wxml", '<navigator url="/pages/gone/{{name}}">go</navigator>'
    ),
    "dead link beside a page": Seed(
        "navigation.no_page", HOME + ".wxml", '<navigator url="../gone/index">go</navigator>'
    ),
    "dead link": Seed("navigation.no_page", HOME + ".wxml", '<navigator url="/pages/gone/index">gone</navigator>'),
    "dead route": Seed("navigation.no_page", ROUTES, 'url: "/pages/mee/index"', 'url: "/pages/me/index"'),
    "dead entry of me": Seed(
        "navigation.no_page", "miniprogram/data/me-entries.js", 'page: "order.lists"', 'page: "order.list"'
    ),
    "switchTab to no tab": Seed(
        "navigation.no_tab", ORDERS + ".js", 'wx.switchTab({ url: "/modules/order/pages/list/index" });'
    ),
    "navigateTo to a tab": Seed(
        "navigation.is_tab", ORDERS + ".js", 'wx.navigateTo({ url: "../../../../pages/me/index" });'
    ),
    "other place of a tab": Seed("navigation.tab_unlike", ROUTES, "tab: -1", "tab: 3", at='url: "/pages/me/index"'),
    "page that nothing leads to": Seed(
        "navigation.unreachable",
        APP,
        f'{LAST_OF_APP},\n        "pages/one/index"',
        LAST_OF_APP,
        at='"pages/one/index"',
        more=page("one", ""),
    ),
    "fourth tap": Seed("navigation.too_far", APP, CHAIN_IN_APP, LAST_OF_APP, at='"pages/three/index"', more=TOO_FAR),
    "oversized picture": Seed(
        "sizes.picture",
        HOME + ".wxml",
        '<image src="/icons/big.png" />',
        more={"miniprogram/icons/big.png": BIG_PICTURE},
    ),
    "oversized icon of a tab": Seed(
        "sizes.picture",
        APP,
        at='"iconPath": "icons/tab/home.png"',
        more={"miniprogram/icons/tab/home.png": BIG_PICTURE},
    ),
    "heavy package": Seed(
        "sizes.over_goal",
        APP,
        at='"root": "modules/order"',
        more={"miniprogram/modules/order/data.json": " " * 1024 * 1024},
    ),
    "package over the limit": Seed(
        "sizes.over_limit", APP, at='"pages": [', more={"miniprogram/data.json": " " * 2048 * 1024}
    ),
    "location without a word": Seed("privacy.not_in_app_json", ABOUT + ".js", "wx.getLocation({});"),
    "location that nothing uses": Seed(
        "privacy.not_used", APP, '["chooseAddress",\n"getLocation"]', '["chooseAddress"]', at='"getLocation"'
    ),
    "undeclared interface": Seed("privacy.not_declared", ABOUT + ".js", "wx.chooseMedia({});"),
    "undeclared button": Seed(
        "privacy.not_declared", ABOUT + ".wxml", '<button open-type="getRealtimePhoneNumber">号码</button>'
    ),
    "undeclared button of two": Seed(
        "privacy.not_declared",
        ABOUT + ".wxml",
        "<button open-type=\"{{on ? 'getRealtimePhoneNumber' : 'share'}}\">号码</button>",
    ),
    "undeclared interface by its name": Seed("privacy.not_declared", ABOUT + ".js", 'wx["chooseMedia"]({});'),
    "undeclared interface, taken out": Seed(
        "privacy.not_declared", ABOUT + ".js", "const { login, chooseMedia: choose } = wx;"
    ),
    "undeclared camera": Seed("privacy.not_declared", ABOUT + ".wxml", '<camera class="whole" />'),
    "module that is not required": Seed(
        "imports.not_required", "backend/app/modules/order/pricing.py", "from app.modules.cart.api import CartItem"
    ),
    "inside of a module": Seed(
        "imports.not_api", "backend/app/modules/order/pricing.py", "from app.modules.catalog.service import anything"
    ),
    "module named in the core": Seed(
        "imports.core_names_module",
        "backend/app/core/clock.py",
        more={"backend/app/core/clock.py": "import app.modules.order.api\n"},
        at="import",
    ),
    "no Python": Seed("imports.no_python", "backend/app/main.py", "def ("),
    "page of a module that is not required": Seed(
        "imports.not_required",
        CASHIER + ".js",
        'const { loadSpu } = require("../../../../pages/catalog/services/catalog");',
    ),
    "module named by all": Seed(
        "imports.core_names_module", "miniprogram/core/http.js", 'const cart = require("../pages/cart/services/cart");'
    ),
    "another subpackage": Seed(
        "imports.other_package", CASHIER + ".js", 'const profile = require("../../../identity/services/profile");'
    ),
    "document": Seed("globals.unwanted", ORDERS + ".js", 'const root = document.querySelector("page");'),
    "Function": Seed("globals.unwanted", ORDERS + ".js", 'Function("return 1")();'),
    "document of everything": Seed("globals.unwanted", ORDERS + ".js", "globalThis.document.body;"),
    "default of a parameter": Seed("globals.unwanted", ORDERS + ".js", "function f(a = window) {}"),
    "beside a parameter": Seed(
        "globals.unwanted", ORDERS + ".js", "[1].map((document) => document);\ndocument.body;", at="document.body"
    ),
    "eval": Seed("globals.unwanted", ORDERS + ".js", 'eval("1");'),
}


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_copy(tmp_path_factory.mktemp("sound"))


@pytest.mark.parametrize("name", SEEDS)
def test_a_defect_is_told_where_it_is(name: str, tmp_path: Path) -> None:
    seed, root = SEEDS[name], sound_copy(tmp_path)
    plant(seed, root)
    told = [(one.code, one.where.file, one.where.line) for one in found(root, [seed.gate])]
    assert (seed.code, *expected(seed, root)) in told


def test_a_sound_project_passes(sound: Path) -> None:
    assert [outcome for outcome in outcomes(sound, WITHOUT_NODE) if outcome.diagnostics or outcome.left_out] == []


def test_a_misspelt_name_comes_with_the_right_one(tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    plant(SEEDS["misspelt key"], root)
    plant(SEEDS["unknown component"], root)
    fixes = {one.code: one.fix for one in found(root, ["schemas", "components"])}
    assert fixes == {"schemas.unknown_key": "darkmode", "components.unknown": "t-button"}


def test_a_component_that_ends_itself_is_used(tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    page = root / (HOME + ".json")
    named = page.read_text("utf-8").replace('"icon":', '"mark": "/components/icon/index",\n    "icon":')
    page.write_text(named, "utf-8")
    assert [one.args for one in found(root, ["components"])] == [{"tag": "mark"}]
    markup = root / (HOME + ".wxml")
    markup.write_text(f"{markup.read_text('utf-8')}<mark/>\n", "utf-8")
    assert found(root, ["components"]) == []


def test_two_problems_at_one_place_are_two(tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    plant(Seed("", APP, '{},\n    {\n      "root": "modules/app"', '{\n      "root": "modules/app"'), root)
    told = [one for one in found(root, ["schemas"]) if one.code == "schemas.missing_key"]
    assert {one.args["key"] for one in told} == {"root", "pages"}
    assert len({one.where for one in told}) == 1


def test_an_escaped_picture_is_json(tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    plant(Seed("", APP, '"text": "\\ud83d\\ude00"', '"text": "首页"'), root)
    assert found(root, ["schemas"]) == []


def test_an_interface_that_is_declared_and_not_used(tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    script = root / ADDRESS
    script.write_text(script.read_text("utf-8").replace("wx.chooseAddress", "wx.chooseNothing"), "utf-8")
    told = {one.code: one for one in found(root, ["privacy"])}
    assert set(told) == {"privacy.not_used", "privacy.declared_unused"}
    assert told["privacy.declared_unused"].where.file.endswith("identity.yaml")


def test_all_packages_together(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "LIMIT_OF_ALL", 100 * sizes.KIB)
    assert [one.code for one in found(sound, ["sizes"])] == ["sizes.all_over_limit"]


def test_a_component_of_another_subpackage_needs_a_placeholder(tmp_path: Path) -> None:
    root = sound_copy(tmp_path)
    file = root / (CASHIER + ".json")
    page = json.loads(file.read_text("utf-8"))
    page["usingComponents"]["lines"] = "/modules/order/components/order-lines/index"
    file.write_text(json.dumps(page), "utf-8")
    assert "imports.other_package" in {one.code for one in found(root, ["imports"])}
    page["componentPlaceholder"] = {"lines": "view"}
    file.write_text(json.dumps(page), "utf-8")
    assert "imports.other_package" not in {one.code for one in found(root, ["imports"])}
