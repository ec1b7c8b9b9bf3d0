"""The home page: its blocks in order, with the options that the blueprint gives them."""

from collections.abc import Mapping
from functools import lru_cache

import jsonschema_rs

from pintu.model.contract import Contract
from pintu.model.document import Data
from pintu.model.scene import Block
from pintu.packs.schemas import Schema, in_full
from pintu.points.links import contract_of
from pintu.stages.checks.shape import check_part
from pintu.stages.checks.suggest import closest, quoted
from pintu.stages.furnish_told import Told


def furnish_home(told: Told) -> tuple[Block, ...]:
    """The blocks that the blueprint names; where it names none, every block that a module offers."""
    offers = [_offer(owner, row) for owner, row in told.resolution.contributions("home_blocks")]
    said = told.resolution.blueprint.get("home")
    if not isinstance(said, list):
        return tuple(offers)
    blocks = []
    for index, item in enumerate(said):
        entry: Mapping[str, Data] = item if isinstance(item, dict) else {"block": item}
        name = entry.get("block")
        offer = _find(index, name, offers, told) if isinstance(name, str) else None
        if offer is not None:
            options = {key: value for key, value in entry.items() if key != "block"}
            if options:
                _check_options(index, offer, told)
            blocks.append(Block(offer.id, offer.owner, offer.component, offer.tag, offer.eager, options))
    return tuple(blocks)


def _offer(owner: str, row: Mapping[str, Data]) -> Block:
    component, eager = str(row["component"]), bool(row.get("eager"))
    folder = f"/pages/{owner}" if eager else f"/modules/{owner}"
    tag = f"{owner}-{component}".replace("_", "-")
    return Block(str(row["id"]), owner, f"{folder}/components/{component}/index", tag, eager)


def _find(index: int, name: str, offers: list[Block], told: Told) -> Block | None:
    """A block by its id, or by `<module>.<id>` where several modules offer one of that name."""
    path = ("home", index)
    full = [block for block in offers if f"{block.owner}.{block.id}" == name]
    fitting = full or [block for block in offers if block.id == name]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        told.say("home.ambiguous_block", path, block=name, known=quoted(f"{b.owner}.{b.id}" for b in fitting))
    elif owner := _owner(name, told):
        told.out("home.module_out", path, ("home",), owner, name=name)
    elif not told.is_told(name.partition(".")[0]):
        told.say("home.unknown_block", path, closest(name, [block.id for block in offers]), block=name)
    return None


def _owner(name: str, told: Told) -> str | None:
    """The module that offers such a block and is not in."""
    for contract in told.catalogue.contracts.values():
        for row in contract.entries("home_blocks"):
            if name in {row["id"], f"{contract.id}.{row['id']}"}:
                return contract.id
    return None


def _check_options(index: int, block: Block, told: Told) -> None:
    contract = contract_of(block.owner, told.resolution)
    schema, validator = _options(contract, block.id)
    blueprint = told.resolution.blueprint
    document = blueprint.layers[blueprint.level(("home",))].document
    _, found = check_part(document, ("home", index), validator, schema)
    told.found += found


@lru_cache(maxsize=256)
def _options(contract: Contract, block: str) -> tuple[Schema, jsonschema_rs.Draft202012Validator]:
    row = next(row for row in contract.entries("home_blocks") if row["id"] == block)
    said = row.get("options")
    parts = said.items() if isinstance(said, dict) else ()
    options = {name: in_full(part) for name, part in parts if isinstance(part, dict)}
    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "x-problem": {"additionalProperties": "home.unknown_option"},
        "properties": {"block": {}, **options},
    }
    return schema, jsonschema_rs.Draft202012Validator(schema)
