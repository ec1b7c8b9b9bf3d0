"""Bringing pieces from one place to another, at the console: from the warehouse, and from a store."""

from collections.abc import Mapping
from html import escape
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette_admin.exceptions import ActionFailed

from app.core.admin import acting, first_problem, staff_of_request
from app.modules.inventory import places
from app.modules.inventory.schemas import TransferIn

NOTE = '<label class="form-label">备注<input class="form-control" name="note" maxlength="100"></label>'


def transfer_form(_: Request, row: Any) -> str:  # noqa: ANN401  # with the other places
    options = "".join(f'<option value="{place}">{escape(name)}</option>' for place, name in row.others)
    return (
        f'<form><label class="form-label mt-2">调往<select class="form-select" name="target">{options}</select></label>'
        '<label class="form-label">数量<input class="form-control" name="pieces" inputmode="numeric" required></label>'
        f"{NOTE}</form>"
    )


async def transfer_from(request: Request, sku_id: int, source_id: int | None) -> None:
    """What the form asks for. Raises ActionFailed."""
    given, staff = await request.form(), staff_of_request(request)
    values = {name: given.get(name, "") for name in ("pieces", "note")} | {"target_id": given.get("target") or None}
    body = read_or_fail(TransferIn, {**values, "source_id": source_id})
    async with acting(request) as session:
        await places.check_reach(session, staff, "inventory.adjust", source_id, body.target_id)
        await places.transfer(session, staff.actor, sku_id, body)


def read_or_fail(schema: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401  # the schema's own type
    """Raises ActionFailed."""
    try:
        return schema.model_validate(dict(values))
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error
