"""How the console shows what the database keeps."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette_admin.fields import BaseField, ComputedField, EnumField
from starlette_admin.types import RequestAction

from app.core.money import yuan_text

ZONE = ZoneInfo("Asia/Shanghai")
SHOWN = (RequestAction.LIST, RequestAction.DETAIL)


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
