"""A record as the console's form has it: numbers in boxes, diagnoses and orders a line each, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette_admin.exceptions import FormValidationError
from starlette_admin.fields import BaseField, StringField, TextAreaField

from app.core.admin import FORM_ONLY, read
from app.modules.emr.chart import VITALS, ChartIn, ChartOut

LONG = ("history", "examination", "plan")
_BOXES = tuple(f"vital_{name}" for name in VITALS)
LAYOUT: Sequence[str | tuple[str, ...]] = (
    "patient_id",
    "doctor_id",
    "base",
    "why",
    "chief_complaint",
    "history",
    "examination",
    _BOXES[:4],
    _BOXES[4:],
    "diagnosis_lines",
    "plan",
    "order_lines",
)
"""Boxes side by side for what was measured."""


def fields() -> list[BaseField]:
    """Only in the form: the page of a record has words of its own."""
    only: dict[str, Any] = {**FORM_ONLY, "exclude_from_create": True, "searchable": False}
    vitals = [
        StringField(f"vital_{name}", label=f"{label}（{unit}）", maxlength=6, **only)
        for name, (label, unit) in VITALS.items()
    ]
    return [
        StringField(
            "why", label="更正原因", maxlength=200, help_text="病历已签名：保存后另出一版，原来的一版保留", **only
        ),
        StringField("chief_complaint", label="主诉", maxlength=200, **only),
        TextAreaField("history", label="病史", maxlength=2000, rows=4, **only),
        TextAreaField("examination", label="体格检查", maxlength=2000, rows=3, **only),
        *vitals,
        TextAreaField(
            "diagnosis_lines",
            label="诊断",
            rows=3,
            help_text="一行一个：编码、空格、名称，如 J06.9 急性上呼吸道感染；第一行是主要诊断",
            **only,
        ),
        TextAreaField("plan", label="处理意见", maxlength=2000, rows=3, **only),
        TextAreaField("order_lines", label="医嘱", help_text="一行一条", rows=4, **only),
    ]


def filled(chart: ChartOut) -> dict[str, str]:
    """What the form's boxes hold."""
    ordered = sorted(chart.diagnoses, key=lambda one: one.kind)
    measured = {f"vital_{name}": getattr(chart.vitals, name) for name in VITALS}
    return {
        "chief_complaint": chart.chief_complaint,
        **{name: getattr(chart, name) for name in LONG},
        **{name: "" if value is None else str(value) for name, value in measured.items()},
        "diagnosis_lines": "\n".join(f"{one.code} {one.text}" for one in ordered),
        "order_lines": "\n".join(chart.orders),
    }


def chart_in(data: Mapping[str, Any]) -> ChartIn:
    """Raises FormValidationError."""
    lines = [line.split(maxsplit=1) for line in _lines(data.get("diagnosis_lines"))]
    if any(len(line) < 2 for line in lines):
        raise FormValidationError({"diagnosis_lines": "每行先写编码，再写名称"})
    values = {
        "chief_complaint": data.get("chief_complaint") or "",
        **{name: data.get(name) or "" for name in LONG},
        "vitals": {name: value for name in VITALS if (value := str(data.get(f"vital_{name}") or "").strip())},
        "diagnoses": [
            {"code": code.upper(), "text": text, "kind": "secondary" if place else "main"}
            for place, (code, text) in enumerate(lines)
        ],
        "orders": _lines(data.get("order_lines")),
    }
    try:
        return read(ChartIn, values, whole="diagnosis_lines")
    except FormValidationError as error:
        raise FormValidationError(dict(_flat(error.errors))) from error


def _flat(errors: Mapping[str | int, Any]) -> list[tuple[str | int, str]]:
    """At the boxes that the form has."""
    flat: list[tuple[str | int, str]] = []
    for name, words in errors.items():
        if name == "vitals" and isinstance(words, dict):
            flat += [(f"vital_{vital}", said) for vital, said in words.items()]
        elif name in {"vitals", "diagnoses", "orders"}:
            box = {"vitals": "vital_systolic", "diagnoses": "diagnosis_lines", "orders": "order_lines"}[str(name)]
            flat.append((box, _first(words)))
        else:
            flat.append((name, words))
    return flat


def _first(words: object) -> str:
    while isinstance(words, dict):
        words = next(iter(words.values()))
    return str(words)


def _lines(text: object) -> list[str]:
    return [line for line in (line.strip() for line in str(text or "").splitlines()) if line]
