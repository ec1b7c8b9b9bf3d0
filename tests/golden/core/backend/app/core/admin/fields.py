"""How the console shows what the database keeps."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette_admin.fields import BaseField, ComputedField, EnumField, StringField
from starlette_admin.types import RequestAction

from app.core.admin.access import database_of
from app.core.clock import ZONE
from app.core.money import yuan_text

SHOWN = (RequestAction.LIST, RequestAction.DETAIL, RequestAction.EXPORT)

FORM_ONLY: dict[str, Any] = {"exclude_from_list": True, "exclude_from_detail": True}
SHOWN_ONLY: dict[str, Any] = {"exclude_from_create": True, "exclude_from_edit": True}

Load: TypeAlias = Callable[[AsyncSession], Awaitable[Sequence[tuple[int, str]]]]


def _shown(show: Callable[[Any], str]) -> dict[RequestAction, Callable[[Request, Any], Any]]:
    def format_value(_: Request, value: Any) -> str:  # noqa: ANN401  # a column's value
        return "—" if value is None else show(value)

    return dict.fromkeys(SHOWN, format_value)


def fen_field(name: str, label: str, **options: Any) -> BaseField:  # noqa: ANN401  # the library's
    """An amount, shown as ¥12.50."""
    return BaseField(name, label=label, formatter=_shown(yuan_text), searchable=False, **options)


def moment_text(moment: datetime) -> str:
    """To the second, in the shop's own time."""
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M:%S}"


def moment_field(name: str, label: str, **options: Any) -> BaseField:  # noqa: ANN401  # the library's
    return BaseField(name, label=label, formatter=_shown(moment_text), searchable=False, **options)


def choice_field(name: str, label: str, words: Mapping[str, str], **options: Any) -> EnumField:  # noqa: ANN401  # the library's
    """One of a few states, shown in Chinese; a filter offers them all."""
    return EnumField(name, label=label, choices=list(words.items()), **options)


def told(name: str, label: str, tell: Callable[[Any], str], **options: Any) -> ComputedField:  # noqa: ANN401  # the library's
    """A text that is made from the row."""
    return ComputedField(name, label=label, getter=lambda _, row: tell(row), **options)


def lines(rows: Sequence[str]) -> str:
    return "；".join(rows) or "—"


def thumbnail(name: str, label: str, src: Callable[[Any], str], **options: Any) -> ComputedField:  # noqa: ANN401  # the library's
    """A small picture; `src` gives its address, "" for none."""
    options = {"list_template": "fields/thumbnail.html", "detail_template": "fields/thumbnail.html", **options}
    return told(name, label, src, **options)


STATE_COLOURS = {"good": "green", "waits": "orange", "bad": "red", "over": "secondary", "moves": "azure"}


def state_field(name: str, label: str, states: Mapping[Any, tuple[str, str]], **options: Any) -> ComputedField:  # noqa: ANN401  # the library's
    """A state as a coloured word; `states` gives the word and a key of STATE_COLOURS for each."""
    colours = {word: STATE_COLOURS[kind] for word, kind in states.values()}
    extra = {"colours": colours}
    templates = {"list_template": "fields/state.html", "detail_template": "fields/state.html"}
    return told(name, label, lambda row: states[getattr(row, name)][0], extra=extra, **templates, **options)


def hidden_field(name: str, **options: Any) -> StringField:  # noqa: ANN401  # the library's
    """Goes with the form unseen; a refusal about it is shown as a notice."""
    options = {"form_template": "fields/hidden.html", "label_template": "fields/nothing.html", **FORM_ONLY, **options}
    return StringField(name, searchable=False, **options)


def _number(raw: object) -> int:
    """0, which nothing has, for what is no number."""
    return int(str(raw)) if str(raw).isdecimal() else 0


@dataclass
class RowField(EnumField):
    """The id of a row of another table, chosen by its name."""

    load: Load | None = None

    async def _loaded(self, request: Request) -> None:
        if self.load is not None and not hasattr(request.state, f"rows_{self.name}"):
            async with database_of(request).read() as session:
                setattr(request.state, f"rows_{self.name}", await self.load(session))

    async def get_create_default(self, request: Request) -> Any:  # noqa: ANN401  # the library's
        await self._loaded(request)
        return await super().get_create_default(request)

    async def parse_form_data(self, request: Request, form_data: FormData) -> Any:  # noqa: ANN401  # the library's
        await self._loaded(request)
        return await super().parse_form_data(request, form_data)

    async def serialize_value(self, request: Request, value: Any) -> Any:  # noqa: ANN401  # the library's
        await self._loaded(request)
        return await super().serialize_value(request, value)

    async def serialize_none_value(self, request: Request) -> Any:  # noqa: ANN401  # the library's
        await self._loaded(request)
        return await super().serialize_none_value(request)


def row_field(name: str, label: str, load: Load, **options: Any) -> RowField:  # noqa: ANN401  # the library's
    """Only in forms; lists and details tell the name themselves."""
    return RowField(
        name,
        label=label,
        load=load,
        choices_loader=lambda request: getattr(request.state, f"rows_{name}", ()),
        coerce=_number,
        searchable=False,
        **FORM_ONLY,
        **options,
    )
