"""What a blueprint must be: shape, sense, and one layer over another."""

from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from commanding import Pintu
from values import HEAD, SECRETS, catalogue, checked, codes, contract

from pintu.masking import looks_secret, mask, names_secret
from pintu.model.contract import Setting, Words
from pintu.model.document import Data
from pintu.packs.discover import discover
from pintu.packs.schemas import editor_schema, in_full, read_schema
from pintu.points import POINTS
from pintu.stages.checks.shape import RULES
from pintu.stages.checks.suggest import closest
from pintu.stages.layers import over


def said(*texts: str) -> list[tuple[str, str, int, int, str | None]]:
    """(code, file, line, column, fix) of each diagnostic of validate."""
    _, found = checked(*texts)
    ordered = sorted(found, key=lambda one: one.sort_key)
    return [(one.code, one.where.file, one.where.line, one.where.column, one.fix) for one in ordered]


class TestShape:
    def test_a_small_blueprint_is_fine(self) -> None:
        assert codes(HEAD) == []

    def test_sections_may_stand_empty(self) -> None:
        sections = ("business", "environments", "theme", "tabs", "home", "modules", "roles")
        assert codes(HEAD + "".join(f"{name}:\n" for name in sections)) == []

    def test_all_is_told_at_once(self) -> None:
        found = said(f"{HEAD}theme: {{primary: teal, drak: off}}\nbusiness: {{phone: 57188880000}}\ntabs: [home]\n")
        assert found == [
            ("theme.bad_colour", "a.yaml", 3, 18, None),
            ("shape.unknown_key", "a.yaml", 3, 24, "dark"),
            ("shape.needs_quotes", "a.yaml", 4, 19, '"57188880000"'),
            ("tab.count", "a.yaml", 5, 7, None),
        ]

    def test_what_is_wrong_is_left_out(self) -> None:
        blueprint, _ = checked(
            f"{HEAD}theme: {{primary: teal, dark: off}}\n"
            "tabs: [home, {page: 5}, me]\n"
            "roles: {A: {}, b: {can: 1}}\n"
        )
        assert blueprint.get("theme") == {"dark": "off"}
        assert blueprint.get("tabs") == ["home", None, "me"]
        assert blueprint.get("roles") == {"b": {}}

    def test_and_a_lower_layer_shows_through(self) -> None:
        blueprint, _ = checked('pintu: 1\ntheme: {primary: "#111111"}\n', f"{HEAD}theme: {{primary: teal}}\n")
        assert blueprint.get("theme", "primary") == "#111111"

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("app: {name: x, slug: 3, vertical: retail}", "shape.needs_quotes"),
            ("business: {hours:}", "yaml.no_space"),
            ("business: {hours： x}", "yaml.full_width"),
            ("business: hours：x", "yaml.full_width"),
            ("business: hours:x", "yaml.no_space"),
            ("theme:\n  primary: #0f766e", "yaml.colour_is_comment"),
            ("theme:\n  primary:\n  dark: off", "shape.empty"),
            ("roles: {clerk: {scope: al}}", "shape.not_one_of"),
            ("extends: []", "shape.too_few"),
            ("data: [a]", "shape.wrong_type"),
        ],
    )
    def test_each_in_its_own_words(self, line: str, code: str) -> None:
        head = "pintu: 1\n" if line.startswith("app") else HEAD
        assert codes(f"{head}{line}\n") == [code]

    def test_every_rule_of_the_schemas_has_words(self) -> None:
        """A keyword without a code of its own would be a traceback."""
        structure = {
            "type",
            "properties",
            "patternProperties",
            "additionalProperties",
            "items",
            "required",
            "if",
            "then",
        }
        silent = {"description", "default", "examples", "title", "x-problem", "$schema", "$ref", "$defs"}

        def keywords(schema: object) -> set[str]:
            if not isinstance(schema, dict):
                return set()
            inner = [*schema.get("properties", {}).values(), *schema.get("patternProperties", {}).values()]
            inner += [*schema.get("$defs", {}).values(), schema.get("items"), schema.get("then")]
            inner += [schema.get("additionalProperties")]
            return set(schema).union(*(keywords(part) for part in inner))

        known = structure | silent | RULES.keys()
        assert keywords(read_schema("blueprint")) | keywords(read_schema("vertical")) <= known
        settings = set(read_schema("module")["$defs"]["part"]["properties"]) | {"multipleOf"}
        assert keywords(read_schema("module")) - settings <= known
        written_out = {"entries", "format", "multipleOf"}
        looked_after = {"contributed", "exactly_one", "keys_of", "readings_of"}
        assert settings - known == written_out | looked_after, "by `in_full` and by `furnish_settings`, with a code"


class TestSettings:
    @pytest.mark.parametrize("good", ["30m", "24h", "7d", "90s", "2w", "999999d"])
    def test_durations(self, good: str) -> None:
        assert codes(f"{HEAD}modules: {{order: {{payment_timeout: {good}}}}}\n") == []

    @pytest.mark.parametrize("bad", ["30", "0m", "1.5h", "30 m", "m", "P1D", "1h30m", "1000000d", "-1h", "30M", "true"])
    def test_no_durations(self, bad: str) -> None:
        assert codes(f"{HEAD}modules: {{order: {{payment_timeout: {bad}}}}}\n") == ["setting.bad_duration"]

    @pytest.mark.parametrize(
        ("amount", "code"),
        [
            *((amount, None) for amount in ("0", "12", "12.5", "0.29", "19.99", "99999999.99")),
            *((amount, "setting.bad_money") for amount in ("9.999", "0.001", "free", '"9.9"')),
            *[("-1", "shape.too_small"), ("100000001", "shape.too_large")],
        ],
    )
    def test_money(self, amount: str, code: str | None) -> None:
        fee = Setting("fee", {"type": "number", "format": "money", "default": 0, "examples": [1]}, Words("费", "Fee"))
        within = catalogue(contract("trial", settings=(fee,)))
        blueprint = f"pintu: 1\napp: {{name: x, slug: x, vertical: x}}\nmodules: {{trial: {{fee: {amount}}}}}\n"
        assert [one for one in codes(blueprint, within=within) if not one.startswith("app.")] == (
            [code] if code else []
        )

    def test_formats_are_written_out_deeply(self) -> None:
        after: Data = {"type": "string", "format": "duration"}
        inner: Data = {"type": "object", "properties": {"after": after}}
        full = in_full({"type": "array", "items": inner, "default": []})
        assert full["items"]["properties"]["after"]["pattern"].startswith("^[1-9]")
        assert full["items"]["additionalProperties"] is False


class TestSchemaForEditors:
    SCHEMA = editor_schema(discover())

    def test_holds_what_any_validator_understands(self) -> None:
        assert jsonschema_rs.meta.is_valid(self.SCHEMA)
        assert "x-problem" not in str(self.SCHEMA)

    def test_has_every_module_with_its_settings_in_both_languages(self) -> None:
        modules = self.SCHEMA["properties"]["modules"]["properties"]
        assert modules.keys() == discover().contracts.keys()
        timeout = modules["order"]["properties"]["payment_timeout"]
        assert "cancelled" in timeout["description"]
        assert "自动取消" in timeout["description"]
        assert (timeout["default"], timeout["examples"][0]) == ("30m", "15m")

    def test_names_what_may_stand_where(self) -> None:
        assert "cart.cart" in self.SCHEMA["properties"]["tabs"]["items"]["examples"]

    @pytest.mark.parametrize("file", [file for _, file in discover().verticals()], ids=lambda file: file.name)
    def test_accepts_what_ships(self, file: Path) -> None:
        data = yaml.safe_load(file.read_text("utf-8"))
        assert [error.message for error in jsonschema_rs.validator_for(self.SCHEMA).iter_errors(data)] == []

    def test_is_what_the_command_prints(self, pintu: Pintu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert pintu("schema").data == self.SCHEMA


class TestContracts:
    def test_the_schema_knows_every_contribution_point(self) -> None:
        points = {point.name for point in POINTS if point.source == "contributes"}
        assert set(read_schema("module")["properties"]["contributes"]["properties"]) == points

    def test_every_entry_is_closed(self) -> None:
        for name, rows in read_schema("module")["properties"]["contributes"]["properties"].items():
            assert rows["items"].get("additionalProperties") is False or name == "icons"

    def test_what_ships_fits(self) -> None:
        assert len(discover().contracts) >= 6
        assert all(contract.settings for contract in discover().contracts.values() if contract.id == "order")


class TestLayers:
    @pytest.mark.parametrize(
        ("low", "high", "merged"),
        [
            ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
            ({"a": {"b": 1}}, {"a": True}, {"a": {"b": 1}}),
            ({"a": {"b": 1}}, {"a": None}, {"a": {"b": 1}}),
            ({"a": {"b": 1}}, {"a": {}}, {"a": {"b": 1}}),
            ({"a": {"b": 1}}, {"a": False}, {"a": False}),
            ({"a": False}, {"a": {"b": 1}}, {"a": {"b": 1}}),
            ({"a": False}, {"a": True}, {"a": True}),
            ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
            ({"a": 1}, {"a": "x"}, {"a": "x"}),
            ({}, {"a": False}, {"a": False}),
        ],
    )
    def test_over(self, low: dict, high: dict, merged: dict) -> None:  # type: ignore[type-arg]
        before = repr(low)
        assert over(low, high) == merged
        assert repr(low) == before

    def test_a_layer_may_leave_out_app(self) -> None:
        assert codes('pintu: 1\ntheme: {primary: "#111111"}\n', HEAD) == []

    def test_only_a_layer_may(self) -> None:
        assert codes("pintu: 1\n") == ["app.absent"]

    def test_app_may_come_in_parts(self) -> None:
        assert codes("pintu: 1\napp: {vertical: retail}\n", "pintu: 1\napp: {name: x, slug: x}\n") == []

    def test_what_is_wrong_is_not_missing(self) -> None:
        assert codes("pintu: 1\napp: {name: 5, slug: X, vertical: retail}\n") == ["shape.needs_quotes", "app.bad_slug"]

    def test_a_diagnostic_names_the_layers_file(self) -> None:
        found = said("pintu: 1\nbusiness: {phone: 1}\n", f"{HEAD}theme: {{dark: on}}\n")
        assert [one[:2] for one in found] == [("shape.needs_quotes", "a.yaml"), ("shape.not_one_of", "b.yaml")]

    def test_sense_is_looked_for_in_the_whole(self) -> None:
        low = 'pintu: 1\nenvironments: {prod: {appid: wx0123456789abcdef, api: "http://a.example.com"}}\n'
        high = 'environments: {prod: {api: "https://a.example.com"}}\n'
        assert codes(low, HEAD) == ["environments.not_https"]
        assert codes(low, HEAD + high) == []


class TestSecrets:
    HARMLESS = (
        "91330100MA00000000",
        "wx0123456789abcdef",
        "https://shop.example.com/api/v2",
        "privacy@example.com",
        "assets/pictures/Spring2026/LogoOfTheShopInGreen",
        "shanyue-tea-and-everything-else",
        "a-slug-with-many-words-and-2-digits",
        "catalog.categories",
        "杭州市西湖区茶街 1 号",
    )

    @pytest.mark.parametrize("secret", SECRETS)
    def test_are_recognised_and_starred_out(self, secret: str) -> None:
        assert looks_secret(secret)
        masked = mask(f"before: {secret}, after")
        assert len(masked) == len(f"before: {secret}, after")
        assert masked.startswith("before: ")
        assert masked.endswith(", after")
        assert not set(secret) - set("*\n/:@.-=abcdeghlmnopqstxr") & set(masked[8:-7].replace("*", ""))

    @pytest.mark.parametrize("text", HARMLESS)
    def test_ordinary_words_are_not(self, text: str) -> None:
        assert not looks_secret(text)
        assert mask(f"key: {text}") == f"key: {text}"

    @pytest.mark.parametrize(
        "name", ["secret", "app_secret", "appSecret", "api_v3_key", "password", "PRIVATE_KEY", "mch_key", "token"]
    )
    def test_names(self, name: str) -> None:
        assert names_secret(name)
        assert "hunter2" not in mask(f"  {name}: hunter2\n") + mask(f'{{"{name}": "hunter2"}}') + mask(
            f"{name}： hunter2"
        )

    @pytest.mark.parametrize("name", ["keyboard", "monkey", "tokens_shown", "secretary", "payment_timeout"])
    def test_no_names(self, name: str) -> None:
        assert not names_secret(name)

    @pytest.mark.parametrize("secret", SECRETS)
    def test_never_pass(self, secret: str) -> None:
        quoted = secret.replace("\n", "\\n")
        for line in (f'business: {{address: "{quoted}"}}', f'home: [{{block: products, title: "{quoted}"}}]'):
            assert "secret.in_blueprint" in codes(f"{HEAD}{line}\n")

    def test_stand_where_the_value_is(self) -> None:
        found = [one for one in said(f"{HEAD}roles: {{clerk: {{label: {SECRETS[0]}}}}}\n") if one[0].startswith("sec")]
        assert found == [("secret.in_blueprint", "a.yaml", 3, 24, None)]


class TestSuggestions:
    @pytest.mark.parametrize(
        ("name", "meant"),
        [
            *((name, "group_buy") for name in ("groupBuy", "group-buy", "gruop_buy")),
            *((name, "order") for name in ("ORDER", "oder", "\u3000order")),
            *((name, None) for name in ("x", "", "elephant")),
        ],
    )
    def test_closest(self, name: str, meant: str | None) -> None:
        assert closest(name, ["group_buy", "order", "points", "presale"]) == meant

    def test_a_monstrous_name_takes_no_time(self) -> None:
        assert closest("x" * 1_000_000, ["order"] * 100) is None


def test_positions_come_from_the_layer_that_says_it() -> None:
    low, high = "pintu: 1\nmodules: {order: {max_lines: 3}}\n", f"{HEAD}modules: {{order: {{address: optional}}}}\n"
    blueprint, _ = checked(low, high)
    assert blueprint.where("modules", "order", "max_lines").file == "a.yaml"
    assert blueprint.where("modules", "order", "address").file == "b.yaml"
    assert blueprint.where("modules", "order", "payment_timeout").file == "b.yaml"
