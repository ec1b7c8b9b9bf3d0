"""A module's sheet for people."""

from collections.abc import Iterator

from pintu.console import Span
from pintu.gallery.cells import requirements, rows_of
from pintu.gallery.layout import facts, headline, paragraph, section
from pintu.gallery.module_sheet import ModuleSheet
from pintu.messages import language, text


def module_text(sheet: ModuleSheet) -> Iterator[Span]:
    contract, said = sheet.contract, language()
    yield from headline(contract.id, contract.title.to(said), contract.version, text(f"maturity.{contract.maturity}"))
    yield from paragraph(contract.summary.to(said))
    yield from facts(_facts(sheet))
    for point, entries in sheet.points.items():
        head, rows = rows_of(entries, point.columns)
        yield from section(point.title.to(said), [text(f"column.{column}") for column in head], rows)


def _facts(sheet: ModuleSheet) -> Iterator[tuple[str, str]]:
    contract, near = sheet.contract, sheet.neighbours
    lists = {
        "verticals": contract.verticals,
        "provides": contract.provides,
        "uses": contract.uses,
        "conflicts": contract.conflicts,
        "after": contract.after,
        "bridges": contract.bridges,
        "required_by": near.required_by,
        "used_by": near.used_by,
        "bridged_by": near.bridged_by,
    }
    yield text("show.pack"), contract.pack
    yield text("show.requires"), requirements(contract.requires)
    for name, values in lists.items():
        yield text(f"show.{name}"), ", ".join(values)
    yield text("show.files"), text("show.files_count", dict(sheet.files))
