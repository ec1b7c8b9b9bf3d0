"""Documents, contracts and catalogues made from a few words, without a disk."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

from pintu.errors import UserError
from pintu.model.blueprint import Blueprint, Layer
from pintu.model.contract import Contract, Words
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Document
from pintu.model.pack import Catalogue, Pack
from pintu.packs.discover import discover
from pintu.stages.read_yaml import read_yaml
from pintu.stages.resolve import resolve
from pintu.stages.validate import validate

HEAD = "pintu: 1\napp: {name: 山月茶铺, slug: shanyue-tea, vertical: retail}\n"

SECRETS = (
    "8f14e45fceea167a5a36dedd4bea2543",
    "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW",
    "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
    "LTAI5tExampleAbCdEf12345",
    "sk-abcdefghijklmnopqrstuvwxyz",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "postgresql://shop:tea-2026@db.example.com/shop",
    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n-----END PRIVATE KEY-----",
    "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=",
)
"""Of every kind that `pintu.masking` knows; none of them opens anything."""


def document(text: str, file: str = "blueprint.yaml") -> Document:
    return read_yaml(Path(file), dedent(text).encode())


def layers(*texts: str) -> tuple[Layer, ...]:
    """Layers called a.yaml, b.yaml, ...; the last one is the blueprint."""
    documents = [document(text, f"{chr(97 + index)}.yaml") for index, text in enumerate(texts)]
    return tuple(Layer(one, Path("nowhere"), dict(one.data)) for one in documents)


def contract(id_: str, **said: object) -> Contract:
    """A contract in memory: `contract("order", provides=("order",), requires=("catalog",))`."""
    words = Words(id_, id_)
    made = Contract(id=id_, title=words, summary=words, version="1.0.0", pack="trial", document=document(f"id: {id_}"))
    return replace(made, **said)  # type: ignore[arg-type]


def catalogue(*contracts: Contract) -> Catalogue:
    """The base that every project has, which provides `audit` here, and these modules instead of those that ship."""
    builtin = discover().packs[0]
    base = replace(discover().base, provides=("audit",))
    builtin = replace(builtin, contracts={}, base=base)
    return Catalogue((builtin, Pack("trial", "1", Path("nowhere"), {one.id: one for one in contracts})))


def checked(*texts: str, within: Catalogue | None = None) -> tuple[Blueprint, list[Diagnostic]]:
    """What validate makes of layers."""
    blueprint, found = validate(layers(*texts), within or discover())
    return blueprint, list(found)


def codes(*texts: str, within: Catalogue | None = None) -> list[str]:
    """The codes that validate and resolve have for layers, in the order of lines."""
    within = within or discover()
    found: Sequence[Diagnostic]
    try:
        blueprint, found = validate(layers(*texts), within)
        _, found = resolve(blueprint, within, found)
    except UserError as error:
        found = error.diagnostics
    return [diagnostic.code for diagnostic in sorted(found, key=lambda one: one.sort_key)]
