from collections.abc import Mapping
from html import escape
from typing import Any

from pydantic import ValidationError
from starlette_admin.exceptions import ActionFailed

from app.core.admin import first_problem
from app.modules.delivery.couriers import COURIERS
from app.modules.delivery.schemas import CarriedIn

READ, SEND, RULES = "delivery.read", "delivery.send", "delivery.rules"


def carried_fields(courier: str = "", tracking_no: str = "") -> str:
    """The part of a form that asks for a courier and a number."""
    options = "".join(
        f'<option value="{code}"{" selected" if code == courier else ""}>{name}</option>'
        for code, name in COURIERS.items()
    )
    return (
        f'<label class="form-label mt-2">快递公司<select class="form-select" name="courier">{options}</select></label>'
        '<label class="form-label">快递单号<input class="form-control" name="tracking_no" maxlength="40"'
        f' value="{escape(tracking_no)}" required></label>'
    )


def carried(given: Mapping[str, Any]) -> CarriedIn:
    """Raises ActionFailed."""
    try:
        return CarriedIn.model_validate({name: given.get(name) or "" for name in CarriedIn.model_fields})
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error
