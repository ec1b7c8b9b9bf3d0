"""What a project is made from, and takes along when it is generated somewhere else: it can then stand on its own.

    blueprint.yaml     the blueprint, whatever its name was
    layers/*.yaml      what it extends; the vertical's own blueprint comes with Pintu
    assets/, pack/     the folders of that name beside the blueprint
    backend/demo/      the demo data: `data:` points there, so that they are not there twice

Paths in the layers are adapted, everything else in them stays as it was, comments included.
"""

import posixpath
import re
from collections.abc import Mapping, Sequence
from os.path import relpath
from pathlib import Path

from pintu import __version__
from pintu.content import digest
from pintu.model.blueprint import Blueprint, Layer
from pintu.model.document import Document, Node
from pintu.model.pack import Catalogue
from pintu.model.plan import BLUEPRINT, Copy, Row, Text
from pintu.model.resolution import Resolution
from pintu.stages.plan_files import walk
from pintu.unchanged import Inputs

HOME = "blueprint.yaml"
DATA = "backend/demo/data.yaml"
FOLDERS = ("assets", "pack")
PLAIN = re.compile(r"[A-Za-z0-9_./-]+")
ANCHOR = re.compile(r"(?:&[^ \n]*[ \n]+)?")


def is_in_place(blueprint: Blueprint, root: Path) -> bool:
    """Whether the project in `root` is generated from its own blueprint."""
    file = Path(blueprint.file)
    return file.name == HOME and file.parent.resolve() == root.resolve()


def goes_along(blueprint: Blueprint, catalogue: Catalogue) -> tuple[Row, ...]:
    """The rows of what the project takes along."""
    homes = _homes(own_layers(blueprint, catalogue))
    logo = own_logo(blueprint)
    rows = [
        Row(homes[layer_file(layer)], Text(_moved(layer, homes, logo)), BLUEPRINT)
        for layer in {layer_file(layer): layer for layer in own_layers(blueprint, catalogue)}.values()
    ]
    for folder in FOLDERS:
        rows += [Row(f"{folder}/{name}", Copy(file), BLUEPRINT) for name, file in walk(blueprint.folder / folder)]
    if logo and logo[0] not in {row.path for row in rows}:
        rows.append(Row(logo[0], Copy(logo[1]), BLUEPRINT))
    return tuple(rows)


def everything_read(blueprint: Blueprint, catalogue: Catalogue) -> Inputs:
    """All that decides what a project is: when none of it changes, neither does the project."""
    folders = [Path(__file__).parents[1], *(blueprint.folder / folder for folder in FOLDERS)]
    folders += [pack.root / part for pack in catalogue.packs for part in ("blueprints", "schemas", "templates")]
    files = [layer_file(layer) for layer in blueprint.layers]
    data, logo = own_data(blueprint), own_logo(blueprint)
    if data:
        files.append(data)
        folders.append(data.parent / "pictures")
    if logo:
        files.append(logo[1])
    return Inputs(tuple(files), tuple(folders))


def own_layers(blueprint: Blueprint, catalogue: Catalogue) -> tuple[Layer, ...]:
    """All layers but the vertical's blueprint, lowest first."""
    lowest = layer_file(blueprint.layers[0])
    comes_with_a_pack = len(blueprint.layers) > 1 and lowest in {path.resolve() for _, path in catalogue.verticals()}
    return blueprint.layers[1:] if comes_with_a_pack else blueprint.layers


def layer_file(layer: Layer) -> Path:
    return Path(layer.document.file).resolve()


def own_data(blueprint: Blueprint) -> Path | None:
    """The demo data, with a folder `pictures/` beside it."""
    name = blueprint.get("data")
    return blueprint.base("data") / name if isinstance(name, str) else None


def own_logo(blueprint: Blueprint) -> tuple[str, Path] | None:
    """(where the logo is in a project that takes it along, where it is now)."""
    name = blueprint.get("theme", "logo")
    if not isinstance(name, str):
        return None
    file = blueprint.base("theme", "logo") / name
    assets = (blueprint.folder / "assets").resolve()
    inside = file.resolve().is_relative_to(assets)
    return f"assets/{file.resolve().relative_to(assets).as_posix() if inside else file.name}", file


def head(resolution: Resolution, catalogue: Catalogue, luggage: Sequence[Row], root: Path | None) -> Mapping[str, str]:
    """What the lock says: versions, and the hash of each layer as it is, or will be, in the project.

    The same whether a project is made from outside or from its own blueprint.
    """
    blueprint = resolution.blueprint
    used = {resolution.base.pack, *(module.contract.pack for module in resolution.modules)}
    lines = {"pintu": __version__, "app": blueprint.slug}
    lines |= {f"pack {pack.name}": pack.version for pack in catalogue.packs if pack.name in used}
    vertical = str(blueprint.get("app", "vertical"))
    if file := dict(catalogue.verticals()).get(vertical):
        lines[f"vertical {vertical}"] = digest(file.read_text("utf-8").encode())
    texts = {row.path: row.source.text for row in luggage if isinstance(row.source, Text)}
    if not texts and root is not None:
        layers = own_layers(blueprint, catalogue)
        texts = {relpath(layer_file(layer), root.resolve()): layer.document.text for layer in layers}
    return lines | {f"layer {name.replace(chr(92), '/')}": digest(text.encode()) for name, text in texts.items()}


def _homes(layers: Sequence[Layer]) -> Mapping[Path, str]:
    """The place of each layer in the project, by its place now."""
    homes = {layer_file(layers[-1]): HOME}
    for layer in layers:
        stem, number = Path(layer.document.file).stem, 1
        home = f"layers/{stem}.yaml"
        while home in homes.values():
            number += 1
            home = f"layers/{stem}-{number}.yaml"
        homes.setdefault(layer_file(layer), home)
    return homes


def _moved(layer: Layer, homes: Mapping[Path, str], logo: tuple[str, Path] | None) -> str:
    """The text of a layer in its new place. A path that another layer overrides points where that one's does."""
    document, folder = layer.document, posixpath.dirname(homes[layer_file(layer)])
    edits = [(node, homes[(layer.base / str(node.text)).resolve()]) for node in _texts(document, "extends")]
    edits += [(node, DATA) for node in _texts(document, "data")]
    edits += [(node, logo[0]) for node in _texts(document, "theme", "logo") if logo]
    text = document.text
    for node, target in sorted(edits, key=lambda edit: -edit[0].start):
        text = _with(text, node, posixpath.relpath(target, folder or "."))
    return text


def _texts(document: Document, *keys: str) -> list[Node]:
    """The text at `keys`, or each text of the list there."""
    node = document.written(keys)
    return [item for item in (node.items or [node] if node else ()) if item.text is not None]


def _with(text: str, node: Node, path: str) -> str:
    """`text` with another path at `node`; an anchor in front of it stays."""
    if node.text == path:
        return text
    said = ANCHOR.match(text[node.start : node.end])
    value = path if PLAIN.fullmatch(path) else '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text[: node.start] + (said.group() if said else "") + value + text[node.end :]
