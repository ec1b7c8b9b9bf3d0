"""Which modules come in, in what order, and because of what."""

from itertools import permutations

import pytest
from values import catalogue, codes, contract, layers

from pintu.errors import BlueprintError, ResolutionError
from pintu.model.contract import Contract, Setting, Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.stages.resolve import resolve
from pintu.stages.resolve_choice import choose
from pintu.stages.resolve_order import in_order
from pintu.stages.validate import validate

SHOP = (
    contract("identity", provides=("identity",)),
    contract("catalog", provides=("catalog",)),
    contract("cart", provides=("cart",), requires=("identity", "catalog")),
    contract("order", provides=("order", "pricing"), requires=("identity", "catalog"), uses=("payment",)),
    contract("wechat_pay", provides=("payment",), conflicts=("cash",)),
    contract("cash", provides=("payment",)),
    contract("coupon", requires=("pricing",)),
    contract("refund", requires=(("payment", "cash_desk"), "order")),
    contract("cart_coupon", bridges=("cart", "coupon")),
    contract("report", requires=("audit",)),
    contract("lonely", requires=("robot",)),
)


def resolved(modules: str, *contracts: Contract) -> Resolution:
    within = catalogue(*(contracts or SHOP))
    blueprint, _ = validate(
        layers(f"pintu: 1\napp: {{name: x, slug: x, vertical: x}}\nmodules: {{{modules}}}\n"), within
    )
    return resolve(blueprint, within)[0]


def chosen(modules: str, *contracts: Contract) -> list[str]:
    return list(resolved(modules, *contracts).ids)


def refused(modules: str, *contracts: Contract) -> list[tuple[str, int]]:
    """(code, column) of each reason why modules cannot stand together."""
    within = catalogue(*(contracts or SHOP))
    blueprint, _ = validate(
        layers(f"pintu: 1\napp: {{name: x, slug: x, vertical: x}}\nmodules: {{{modules}}}\n"), within
    )
    with pytest.raises(ResolutionError) as caught:
        resolve(blueprint, within)
    return [(one.code, one.where.column) for one in caught.value.diagnostics]


class TestChoice:
    def test_what_is_required_comes_in(self) -> None:
        resolution = resolved("coupon: ")
        assert resolution.ids == ("catalog", "identity", "order", "coupon")
        reasons = {
            module.id: (module.because.reason, module.because.by, module.because.capability)
            for module in resolution.modules
        }
        assert reasons == {
            "coupon": ("blueprint", "", ""),
            "order": ("required", "coupon", "pricing"),
            "catalog": ("required", "order", "catalog"),
            "identity": ("required", "order", "identity"),
        }

    def test_what_is_only_used_does_not(self) -> None:
        assert "wechat_pay" not in chosen("order: ")

    def test_what_every_project_has_need_not_be_provided(self) -> None:
        assert chosen("report: ") == ["report"]

    def test_a_bridge_comes_in_by_itself(self) -> None:
        resolution = resolved("cart: , coupon: ")
        assert resolution.ids[-1] == "cart_coupon"
        assert resolution.module("cart_coupon").because.joins == ("cart", "coupon")

    def test_a_bridge_may_stand_at_whatever_provides_something(self) -> None:
        glue = contract("glue", bridges=("a", "carrying"))
        carriers = [contract("bike", provides=("carrying",)), contract("van", provides=("carrying",))]
        resolution = resolved("a: , van: ", contract("a"), *carriers, glue)
        assert resolution.ids[-1] == "glue"
        assert resolution.module("glue").because.joins == ("a", "van")
        assert "glue" not in chosen("a: ", contract("a"), *carriers, glue)

    def test_a_bridge_may_be_taken_out(self) -> None:
        assert "cart_coupon" not in chosen("cart: , coupon: , cart_coupon: false")

    def test_a_bridge_may_bring_in_more(self) -> None:
        glue = contract("glue", bridges=("a", "b"), requires=("c",))
        assert chosen("a: , b: ", contract("a"), contract("b"), contract("c", provides=("c",)), glue) == [
            "a",
            "b",
            "c",
            "glue",
        ]

    def test_several_providers_and_one_chosen(self) -> None:
        assert "cash" in chosen("refund: , cash: ")

    def test_several_providers_and_none_chosen(self) -> None:
        assert refused("refund: ") == [("capability.ambiguous", 11)]

    def test_several_providers_and_one_taken_out(self) -> None:
        assert "wechat_pay" in chosen("refund: , cash: false")

    def test_every_provider_taken_out(self) -> None:
        assert refused("refund: , cash: false, wechat_pay: false") == [("module.needed", 27)]

    def test_the_only_provider_taken_out(self) -> None:
        """One error at the `false`, with all that depend on it; nothing cascades."""
        within = catalogue(*SHOP)
        text = "pintu: 1\napp: {name: x, slug: x, vertical: x}\nmodules: {cart: , order: , catalog: false}\n"
        blueprint, _ = validate(layers(text), within)
        with pytest.raises(ResolutionError) as caught:
            resolve(blueprint, within)
        (diagnostic,) = caught.value.diagnostics
        assert (diagnostic.code, diagnostic.where.column) == ("module.needed", 37)
        assert (diagnostic.args["removed"], diagnostic.args["dependents"]) == ("catalog", "`cart`, `order`")

    def test_a_higher_layer_takes_out_what_a_lower_one_needs(self) -> None:
        low = "pintu: 1\nmodules: {order: }\n"
        high = "pintu: 1\napp: {name: x, slug: x, vertical: x}\nmodules: {catalog: false}\n"
        within = catalogue(*SHOP)
        blueprint, _ = validate(layers(low, high), within)
        with pytest.raises(ResolutionError) as caught:
            resolve(blueprint, within)
        assert [(one.code, one.where.file) for one in caught.value.diagnostics] == [("module.needed", "b.yaml")]

    def test_nothing_provides_it(self) -> None:
        assert refused("lonely: ") == [("capability.missing", 11)]

    def test_a_conflict_stands_where_the_module_is_named(self) -> None:
        assert refused("wechat_pay: , cash: ") == [("module.conflict", 11)]

    def test_a_conflict_with_what_came_along(self) -> None:
        others = (contract("a", requires=("p",)), contract("b", provides=("p",)), contract("c", conflicts=("b",)))
        assert refused("c: , a: ", *others) == [("module.conflict", 11)]

    def test_taking_out_what_is_not_there_is_harmless(self) -> None:
        assert chosen("cart: , coupon: false, lottery: false") == ["catalog", "identity", "cart"]

    @pytest.mark.parametrize("value", ["", "true", "{}", "null"])
    def test_four_ways_to_say_yes(self, value: str) -> None:
        assert "cart" in chosen(f"cart: {value}")

    def test_the_order_of_contracts_makes_no_difference(self) -> None:
        """A provider may come in on another's account after somebody has asked: that is no ambiguity."""
        few = (
            contract("asks", requires=("p",)),
            contract("one", provides=("p", "q")),
            contract("two", provides=("p",)),
            contract("zealous", requires=("q",)),
        )
        outcomes = set()
        for ordered in permutations(few):
            choice = choose({"asks": None, "zealous": None}, catalogue(*ordered))
            outcomes.add((tuple(sorted(choice.modules)), choice.gaps))
        assert outcomes == {(("asks", "one", "zealous"), ())}


class TestOrder:
    def ids(self, *contracts: Contract) -> list[str]:
        return [one.id for one in in_order(contracts)[0]]

    def test_what_is_required_comes_first(self) -> None:
        by_id = {one.id: one for one in SHOP}
        assert self.ids(by_id["order"], by_id["cart"], by_id["identity"], by_id["catalog"]) == [
            *("catalog", "identity", "cart", "order")
        ]

    def test_after_and_bridges_count(self) -> None:
        assert self.ids(
            contract("a", after=("z",)), contract("b", bridges=("y", "z")), contract("y"), contract("z")
        ) == [*("y", "z", "a", "b")]

    def test_a_module_that_fulfils_its_own_requirement_is_no_cycle(self) -> None:
        assert self.ids(contract("a", provides=("p",), requires=("p",))) == ["a"]

    def test_a_cycle_is_told_from_its_smallest(self) -> None:
        circle = [contract("c", provides=("c",), requires=("b",)), contract("b", provides=("b",), requires=("a",))]
        circle += [contract("a", provides=("a",), requires=("c",)), contract("x", requires=("a",))]
        assert in_order(circle) == ([], ("a", "c", "b"))
        assert refused("x: ", *circle) == [("module.cycle", 11)]


class TestSettings:
    BOTH = Words("x", "x")
    TRIAL = contract(
        "trial",
        settings=(
            Setting("size", {"type": "integer", "default": 2}, BOTH),
            Setting(
                "limits",
                {"type": "object", "default": {"day": 1, "week": 5}, "properties": {"day": {}, "week": {}}},
                BOTH,
            ),
        ),
    )

    @pytest.mark.parametrize(
        ("said", "size", "limits"),
        [
            ("", 2, {"day": 1, "week": 5}),
            ("true", 2, {"day": 1, "week": 5}),
            ("{size: 3}", 3, {"day": 1, "week": 5}),
            ("{limits: {day: 9}}", 2, {"day": 9, "week": 5}),
        ],
    )
    def test_are_laid_over_the_defaults(self, said: str, size: int, limits: dict[str, int]) -> None:
        assert resolved(f"trial: {said}", self.TRIAL).module("trial").settings == {"size": size, "limits": limits}

    def test_of_lower_layers_are_kept(self) -> None:
        within: Catalogue = catalogue(self.TRIAL)
        low, middle = "pintu: 1\nmodules: {trial: {size: 7}}\n", "pintu: 1\nmodules: {trial: false}\n"
        high = "pintu: 1\napp: {name: x, slug: x, vertical: x}\nmodules: {trial: true}\n"
        for between, size in (([], 7), ([middle], 2)):
            blueprint, _ = validate(layers(low, *between, high), within)
            assert resolve(blueprint, within)[0].module("trial").settings["size"] == size


def test_an_error_before_is_still_an_error() -> None:
    within = catalogue(*SHOP)
    blueprint, found = validate(layers("pintu: 1\napp: {name: x, slug: X, vertical: x}\nmodules: {lonely: }\n"), within)
    with pytest.raises(BlueprintError) as caught:
        resolve(blueprint, within, found)
    assert {one.code for one in caught.value.diagnostics} == {
        "app.unknown_vertical",
        "app.bad_slug",
        "capability.missing",
    }


def test_every_chosen_module_says_where_it_is_named() -> None:
    assert codes("pintu: 1\napp: {name: x, slug: x, vertical: retail}\nmodules: {order: }\n") == []
    where = resolved("order: ").module("order").because.where
    assert where is not None
    assert (where.line, where.column) == (3, 11)
