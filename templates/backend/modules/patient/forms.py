"""How the console asks why somebody looks: what he says goes on record."""

from collections.abc import Mapping
from html import escape
from typing import Any

from pydantic import ValidationError

from app.modules.patient.schemas import Look

REASONS = {
    "treatment": "诊疗",
    "reception": "接诊登记",
    "billing": "收费结算",
    "complaint": "投诉处理",
    "correction": "信息更正",
    "inspection": "监管检查",
    "other": "其他",
}

_WHY = (
    '<label class="form-label d-block mt-2">原因<select class="form-select mt-1" name="reason">'
    + "".join(f'<option value="{reason}">{escape(words)}</option>' for reason, words in REASONS.items())
    + "</select></label>"
    '<label class="form-label d-block">说明（选“其他”时必填，不要写患者的个人信息）'
    '<input class="form-control mt-1" name="note" maxlength="100" autocomplete="off"></label>'
)
WHY = f"<form>{_WHY}</form>"
"""In a row action; a page has `patient/look.html`."""


CORRECT = (
    '<form><label class="form-label d-block mt-2">姓名'
    '<input class="form-control mt-1" name="new_name" maxlength="30" autocomplete="off"></label>'
    '<label class="form-label d-block">证件号'
    '<input class="form-control mt-1" name="new_number" maxlength="24" autocomplete="off"></label>'
    f"{_WHY}</form>"
)


def look_in(given: Mapping[str, Any]) -> Look | None:
    """What a form or an address says; None where it says nothing, or not enough."""
    try:
        return Look.model_validate({name: given.get(name) or "" for name in ("reason", "note")})
    except ValidationError:
        return None
