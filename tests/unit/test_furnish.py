"""What tabs, home blocks and roles mean once the modules are known."""

from pathlib import Path

import pytest
from values import HEAD, catalogue, codes, contract, layers

from pintu.model.contract import Contract
from pintu.model.resolution import Resolution
from pintu.packs.discover import discover
from pintu.stages.resolve import resolve
from pintu.stages.validate import validate

TEA = contract(
    "tea",
    provides=("tea",),
    contributes={
        "pages": (
            {"id": "list", "title": "茶单", "tab": {"label": "茶", "icon": "leaf"}, "order": 5},
            {"id": "detail", "title": "一款茶"},
        ),
        "home_blocks": ({"id": "fresh", "component": "fresh-teas", "options": {"limit": {"type": "integer"}}},),
        "permissions": ({"id": "tea.edit", "label": {"zh": "编辑", "en": "Edit"}, "scopes": ["self"]},),
    },
)
CUP = contract(
    "cup",
    requires=("tea",),
    contributes={
        "pages": ({"id": "list", "title": "杯", "tab": True},),
        "home_blocks": ({"id": "cups", "component": "cups", "eager": True, "order": 1},),
        "permissions": ({"id": "cup.edit", "label": {"zh": "编辑", "en": "Edit"}, "scopes": ["store"]},),
    },
)
APP = "pintu: 1\napp: {name: x, slug: x, vertical: x}\n"


def furnished(*texts: str, contracts: tuple[Contract, ...] = (TEA, CUP)) -> Resolution:
    within = catalogue(*contracts)
    blueprint, _ = validate(layers(*texts), within)
    return resolve(blueprint, within)[0]


def refused(*texts: str, contracts: tuple[Contract, ...] = (TEA, CUP)) -> list[str]:
    found = codes(*texts, within=catalogue(*contracts))
    return [code for code in found if code != "app.unknown_vertical"]


class TestTabs:
    def test_left_out_they_are_what_modules_offer(self) -> None:
        tabs = furnished(f"{APP}modules: {{tea: }}\n").tabs
        assert [(tab.page.id, tab.label, tab.icon) for tab in tabs] == [
            *[("home", "首页", "home"), ("tea.list", "茶", "leaf"), ("me", "我的", "me")]
        ]

    def test_but_five_at_most(self) -> None:
        many = {"pages": tuple({"id": f"p{i}", "title": "页", "tab": {"icon": "leaf"}} for i in range(9))}
        tabs = furnished(f"{APP}modules: {{a: }}\n", contracts=(contract("a", contributes=many),)).tabs
        assert [tab.page.id for tab in tabs] == ["home", "a.p0", "a.p1", "a.p2", "me"]

    def test_label_and_icon_may_be_ones_own(self) -> None:
        tabs = furnished(
            f"{APP}modules: {{tea: }}\ntabs: [home, {{page: tea.list, label: 茶单, icon: cup}}, me]\n"
        ).tabs
        assert [(tab.label, tab.icon) for tab in tabs] == [("首页", "home"), ("茶单", "cup"), ("我的", "me")]

    def test_a_page_of_ones_own(self) -> None:
        tab = furnished(f"{APP}tabs: [home, {{page: story, path: pages/story/index, label: 故事}}, me]\n").tabs[1]
        assert (tab.page.path, tab.page.owner, tab.label, tab.icon) == ("pages/story/index", "", "故事", "")

    @pytest.mark.parametrize(
        ("tabs", "code"),
        [
            ("[home, tea.lst, me]", "tab.unknown_page"),
            ("[home, about, me]", "tab.not_a_tab"),
            ("[home, tea.detail, me]", "tab.not_a_tab"),
            ("[home, cup.list, me]", "tab.module_out"),
            ("[home, home, me]", "tab.twice"),
            ("[home, {page: tea.list, icon: none}]", "tab.unknown_icon"),
            ("[home, {page: own, path: pages/own/index}]", "tab.no_label"),
        ],
    )
    def test_trouble(self, tabs: str, code: str) -> None:
        assert refused(f"{APP}modules: {{tea: }}\ntabs: {tabs}\n") == [code]

    def test_a_misspelt_module_is_told_once(self) -> None:
        named = "tabs: [home, taa.list, me]\nhome: [taa.fresh]\nroles: {a: {can: [taa.edit]}}\n"
        text = f"{APP}modules: {{taa: }}\n{named}"
        assert refused(text) == ["module.unknown"]


class TestHome:
    def test_left_out_it_is_all_that_modules_offer(self) -> None:
        home = furnished(f"{APP}modules: {{cup: }}\n").home
        assert [(block.id, block.owner, block.eager) for block in home] == [
            ("cups", "cup", True),
            ("fresh", "tea", False),
        ]
        assert [block.component for block in home] == [
            *("/pages/cup/components/cups/index", "/modules/tea/components/fresh-teas/index")
        ]

    def test_an_empty_list_is_an_empty_page(self) -> None:
        assert furnished(f"{APP}modules: {{cup: }}\nhome: []\n").home == ()

    def test_a_block_may_come_twice_with_options(self) -> None:
        home = furnished(f"{APP}modules: {{tea: }}\nhome: [fresh, {{block: tea.fresh, limit: 3}}]\n").home
        assert [(block.id, dict(block.options)) for block in home] == [("fresh", {}), ("fresh", {"limit": 3})]

    @pytest.mark.parametrize(
        ("home", "code"),
        [
            ("[fresch]", "home.unknown_block"),
            ("[cups]", "home.module_out"),
            ("[{block: fresh, limt: 3}]", "home.unknown_option"),
            ("[{block: fresh, limit: many}]", "shape.wrong_type"),
        ],
    )
    def test_trouble(self, home: str, code: str) -> None:
        assert refused(f"{APP}modules: {{tea: }}\nhome: {home}\n") == [code]


class TestRoles:
    def test_permissions_of_modules_and_of_every_project(self) -> None:
        clerk = '{label: 甲, can: ["tea.*", audit.read, audit.read], scope: self}'
        text = f"{APP}modules: {{tea: }}\nroles: {{a: {clerk}, b: {{}}}}\n"
        roles = furnished(text).roles
        assert [(role.id, role.label, role.can, role.scope) for role in roles] == [
            *[("a", "甲", ("tea.*", "audit.read"), "self"), ("b", "b", (), "all")]
        ]

    @pytest.mark.parametrize(
        ("role", "code"),
        [
            ("a: {can: [tea.edt]}", "role.unknown_permission"),
            ("a: {can: [tea]}", "role.unknown_permission"),
            ('a: {can: ["te*"]}', "role.unknown_permission"),
            ('a: {can: ["cup.*"]}', "role.module_out"),
            ("a: {can: [audit.read], scope: self}", "role.scope_of_others"),
            ("a: {scope: self}", "role.scope_of_others"),
            ('a: {can: ["*"], scope: store}', "role.scope_of_others"),
            ("owner: {label: 老板}", "role.owner"),
            ("owner: false", "role.owner"),
        ],
    )
    def test_trouble(self, role: str, code: str) -> None:
        assert refused(f"{APP}modules: {{tea: }}\nroles: {{{role}}}\n") == [code]

    @pytest.mark.parametrize("can", ["[cup.edit, audit.read]", "[cup.edit]"])
    def test_a_scope_goes_silently_with_the_module_that_it_was_for(self, can: str) -> None:
        low = f"pintu: 1\nmodules: {{tea: , cup: }}\nroles: {{a: {{can: {can}, scope: store}}}}\n"
        (role,) = furnished(low, f"{APP}modules: {{cup: false}}\n").roles
        assert role.can == (("audit.read",) if "audit" in can else ())

    def test_everything(self) -> None:
        assert furnished(f'{APP}roles: {{a: {{can: ["*"]}}}}\n').roles[0].can == ("*",)

    def test_taken_out(self) -> None:
        assert furnished("pintu: 1\nroles: {a: {}}\n", f"{APP}roles: {{a: false, b: false}}\n").roles == ()


class TestData:
    def test_belongs_to_modules_that_are_in(self, tmp_path: Path) -> None:
        (tmp_path / "rows.yaml").write_text("tea: [1]\ncup: [2]\ncop: [3]\n", "utf-8")
        text = f"{APP}data: {tmp_path / 'rows.yaml'}\n"
        assert refused(f"{text}modules: {{cup: }}\n") == ["data.unknown_module"]
        assert refused(f"{text}modules: {{tea: }}\n") == ["data.module_out", "data.unknown_module"]

    def test_of_a_lower_layer_goes_silently(self, tmp_path: Path) -> None:
        (tmp_path / "rows.yaml").write_text("tea: [1]\ncup: [2]\n", "utf-8")
        low = f"pintu: 1\nmodules: {{cup: }}\ndata: {tmp_path / 'rows.yaml'}\n"
        resolution = furnished(low, f"{APP}modules: {{cup: false, tea: }}\n")
        assert [(drop.what, Path(drop.where.file).name) for drop in resolution.dropped] == [
            *[("modules: cup", "a.yaml"), ("data: cup", "rows.yaml")]
        ]


class TestLayers:
    LOW = (
        "pintu: 1\nmodules: {cup: }\ntabs: [home, cup.list, tea.list, me]\n"
        "home: [cups, fresh]\nroles: {a: {can: [cup.edit]}}\n"
    )

    def test_what_a_lower_layer_says_of_something_removed_goes_silently(self) -> None:
        resolution = furnished(self.LOW, f"{APP}modules: {{cup: false, tea: }}\n")
        assert [tab.page.id for tab in resolution.tabs] == ["home", "tea.list", "me"]
        assert [block.id for block in resolution.home] == ["fresh"]
        assert [role.can for role in resolution.roles] == [()]
        assert [(drop.what, drop.where.file, drop.by.file) for drop in resolution.dropped] == [
            *[("modules: cup", "a.yaml", "b.yaml"), ("tabs: cup.list", "a.yaml", "b.yaml")],
            *[("home: cups", "a.yaml", "b.yaml"), ("roles: cup.edit", "a.yaml", "b.yaml")],
        ]

    def test_so_does_what_only_came_along_with_it(self) -> None:
        """`tea` was in because of `cup`."""
        resolution = furnished(
            self.LOW.replace("home: [cups, fresh]", "home: [fresh]"), f"{APP}modules: {{cup: false}}\n"
        )
        assert [tab.page.id for tab in resolution.tabs] == ["home", "me"]
        assert "tabs: tea.list" in [drop.what for drop in resolution.dropped]

    def test_in_the_same_layer_it_is_an_error(self) -> None:
        assert refused(f"{APP}modules: {{tea: , cup: false}}\ntabs: [home, cup.list, tea.list, me]\n") == [
            "tab.module_out"
        ]

    def test_in_a_higher_layer_too(self) -> None:
        assert refused("pintu: 1\nmodules: {cup: false}\n", f"{APP}tabs: [home, cup.list, me]\n") == ["tab.module_out"]

    def test_said_again_above_it_is_an_error(self) -> None:
        high = f"{APP}modules: {{cup: false, tea: }}\nroles: {{a: {{can: [cup.edit]}}}}\n"
        assert refused(self.LOW, high) == ["role.module_out"]

    def test_too_few_tabs_may_be_left(self) -> None:
        low = "pintu: 1\nmodules: {cup: }\ntabs: [home, cup.list]\n"
        assert refused(low, f"{APP}modules: {{cup: false}}\n") == ["tab.count"]

    def test_what_was_never_in_is_an_error_in_any_layer(self) -> None:
        assert refused("pintu: 1\nhome: [cups]\n", APP) == ["home.module_out"]


def test_what_ships_is_furnished() -> None:
    """The vertical's own blueprint, as it stands, and with its payment taken out."""
    assert codes(HEAD) == []
    assert codes(f"{HEAD}modules: {{payment: false}}\n") == []
    assert {"retail"} <= {name for name, _ in discover().verticals()}
