"""pintu new: a first blueprint from a few answers, or from none."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pintu.commands.options import NoInput

if TYPE_CHECKING:
    from pintu.model.pack import Catalogue
    from pintu.starter.answers import Answers
    from pintu.starter.offer import Offer

FILE = "blueprint.yaml"
USUAL = "retail"
"""The vertical that nobody had to name."""


def register(app: typer.Typer) -> None:
    app.command("new")(new)


def new(
    name: Annotated[Path | None, typer.Argument(metavar="NAME")] = None,
    vertical: Annotated[str | None, typer.Option("--vertical", metavar="V")] = None,
    no_input: NoInput = False,  # noqa: FBT002  an option of the command line
) -> None:
    from pintu import console  # noqa: PLC0415
    from pintu.gallery.vertical_sheet import resolved  # noqa: PLC0415
    from pintu.packs.discover import discover  # noqa: PLC0415
    from pintu.starter.offer import offer  # noqa: PLC0415
    from pintu.starter.write import exists  # noqa: PLC0415

    if name is not None and (name / FILE).exists():
        raise exists(name / FILE)
    asking = console.may_ask(no_input=no_input)
    catalogue = discover(beside=name)
    chosen = _vertical(vertical, catalogue, asking=asking)
    offered = offer(chosen, resolved(chosen, catalogue), catalogue)
    answers = _answers(offered, name, catalogue, asking=asking)
    folder = name if name is not None else Path(answers.slug)
    _write(folder, answers, offered, catalogue)
    console.result(str(folder / FILE))
    console.say("new.next", folder=shlex.quote(str(folder)))


def _vertical(named: str | None, catalogue: "Catalogue", *, asking: bool) -> str:
    from pintu.gallery.find import known  # noqa: PLC0415

    names = sorted({id_ for id_, _ in catalogue.verticals()})
    if named is not None:
        return known("vertical.unknown", named, names)
    usual = USUAL if USUAL in names else names[0]
    if not asking or len(names) == 1:
        return usual
    from pintu.packs.verticals import verticals  # noqa: PLC0415
    from pintu.starter.ask import ask_vertical  # noqa: PLC0415

    return ask_vertical(list(verticals(catalogue).values()), usual)


def _answers(offered: "Offer", folder: Path | None, catalogue: "Catalogue", *, asking: bool) -> "Answers":
    """What was answered, or follows from the folder's name."""
    from pintu.starter.answers import Answers, is_slug, one_line, propose_slug  # noqa: PLC0415

    name = one_line(folder.resolve().name) if folder is not None else ""
    slug = name if is_slug(name) else propose_slug(name)
    if not asking:
        return Answers(name or slug, slug, offered.vertical, offered.primary)
    from pintu.starter.ask import ask  # noqa: PLC0415

    proposals = ("" if name == slug else name, slug if name else "")
    return ask(offered, *proposals, lambda answers: _check(answers, offered, catalogue))


def _check(answers: "Answers", offered: "Offer", catalogue: "Catalogue") -> None:
    """Raises what `validate` would say to these answers."""
    from pintu.pipeline import check  # noqa: PLC0415
    from pintu.starter.text import blueprint_text  # noqa: PLC0415

    check(Path(FILE), blueprint_text(answers, offered, catalogue, with_data=False).encode(), catalogue)


def _write(folder: Path, answers: "Answers", offered: "Offer", catalogue: "Catalogue") -> None:
    from pintu.packs.schemas import editor_schema  # noqa: PLC0415
    from pintu.pipeline import check  # noqa: PLC0415
    from pintu.starter.demo import demo_files  # noqa: PLC0415
    from pintu.starter.text import SCHEMA, blueprint_text  # noqa: PLC0415
    from pintu.starter.write import creating  # noqa: PLC0415

    demo = demo_files(offered.resolution)
    content = blueprint_text(answers, offered, catalogue, with_data=bool(demo)).encode()
    with creating(folder) as create:
        for path, source in demo.items():
            create(path, source.read_bytes())
        create(SCHEMA, json.dumps(editor_schema(catalogue), ensure_ascii=False, indent=2).encode())
        check(folder / FILE, content, catalogue)
        create(FILE, content)
