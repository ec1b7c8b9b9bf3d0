"""A vertical's sheet for people."""

from collections.abc import Iterator, Sequence

from pintu.console import Span
from pintu.gallery.layout import facts, headline, paragraph, section
from pintu.messages import language, text
from pintu.model.resolution import Because, Resolution
from pintu.packs.verticals import Vertical


def vertical_text(vertical: Vertical, resolution: Resolution) -> Iterator[Span]:
    said = language()
    modules = [(module.id, module.contract.title.to(said), because(module.because)) for module in resolution.modules]
    yield from headline(vertical.id, vertical.title.to(said))
    yield from paragraph(vertical.summary.to(said))
    example = str(resolution.blueprint.get("app", "name") or "")
    home = ", ".join(block.id for block in resolution.home)
    yield from facts([(text("show.example"), example), (text("show.home"), home)])
    yield from _section("modules", ("id", "title", "because"), modules)
    yield from _section("tabs", ("page", "label", "icon"), [(t.page.id, t.label, t.icon) for t in resolution.tabs])
    roles = [(role.id, role.label, role.scope, ", ".join(role.can)) for role in resolution.roles]
    yield from _section("roles", ("id", "label", "scope", "can"), roles)


def because(why: Because) -> str:
    joins = ", ".join(f"`{name}`" for name in why.joins)
    return text(f"because.{why.reason}", {"by": why.by, "capability": why.capability, "joins": joins})


def _section(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Span]:
    return section(text(f"show.{name}"), [text(f"column.{column}") for column in columns], rows)
