"""A product's form: between what the page sends and what the services take.

`variants` is `{"specs": [{"name", "values"}], "skus": [{"code", "specs", "price", "original_price", "weight_g",
"picture"}]}`, prices in yuan as they were typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette_admin.exceptions import FormValidationError

from app.core.admin import JsonField, nested, read
from app.core.errors import AppError
from app.core.money import fen_from_yuan
from app.modules.catalog.errors import CategoryNotFound, CodeTaken
from app.modules.catalog.models import Sku, Spu
from app.modules.catalog.schemas import SpuIn

NOTHING: dict[str, Any] = {
    "specs": [],
    "skus": [{"code": "", "specs": {}, "price": "", "original_price": "", "weight_g": "", "picture": None}],
}

B = TypeVar("B", bound=SpuIn)


@dataclass
class VariantsField(JsonField):
    form_template: str = "catalog/variants.html"


def variants_of(spu: Spu, skus: Sequence[Sku]) -> dict[str, Any]:
    rows = [
        {
            "code": sku.code,
            "specs": sku.specs,
            "price": yuan(sku.price_fen),
            "original_price": yuan(sku.original_price_fen),
            "weight_g": sku.weight_g or "",
            "picture": sku.picture,
        }
        for sku in skus
    ]
    return {"specs": spu.specs, "skus": rows}


def yuan(fen: int | None) -> str:
    """As it is typed: "12.50"."""
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"


def fen(text: object) -> int | None:
    """None for nothing. Raises ValueError."""
    return fen_from_yuan(str(text).strip()) if str(text or "").strip() else None


def body_of(schema: type[B], data: Mapping[str, Any]) -> B:
    """Raises FormValidationError, with a SKU's problems at `variants`, `skus`, its row."""
    variants = data["variants"]
    if not _shaped(variants):
        raise FormValidationError({"variants": {"whole": "规格填写有误"}})
    plain = {name: data[name] or "" for name in ("name", "subtitle", "description")}
    values = {
        **plain,
        "code": data["code"] or None,
        "category_id": data["category_id"],
        "pictures": data["pictures"] or [],
        "position": data["position"] or 0,
        "specs": variants["specs"],
        "skus": _skus(variants["skus"]),
    }
    if "version" in schema.model_fields:
        values["version"] = data["version"]
    try:
        return read(schema, values, whole="variants")
    except FormValidationError as error:
        raise FormValidationError(_placed(dict(error.errors))) from error


def _shaped(variants: object) -> bool:
    if not isinstance(variants, dict):
        return False
    specs, skus = variants.get("specs"), variants.get("skus")
    return isinstance(specs, list) and isinstance(skus, list) and all(isinstance(sku, dict) for sku in skus)


def _skus(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    skus, problems = [], []
    for index, row in enumerate(rows):
        sku = {"code": row.get("code") or "", "specs": row.get("specs") or {}, "picture": row.get("picture")}
        sku["weight_g"] = row.get("weight_g") or 0
        for name in ("price", "original_price"):
            try:
                sku[f"{name}_fen"] = fen(row.get(name))
            except ValueError:
                problems.append((("variants", "skus", index, name), "请填写金额，最多两位小数"))
        if sku.get("price_fen", 1) is None:
            problems.append((("variants", "skus", index, "price"), "请填写"))
        skus.append(sku)
    if problems:
        raise FormValidationError(nested(problems))
    return skus


def _placed(errors: dict[str | int, Any]) -> dict[str | int, Any]:
    """What the schema calls specs and skus is one field on the page; so is a price that it counts in fen."""
    whole, specs, skus = (errors.pop(name, None) for name in ("variants", "specs", "skus"))
    found: dict[str, Any] = {}
    if whole or isinstance(skus, str):
        found["whole"] = whole or skus
    if specs:
        found["specs"] = specs if isinstance(specs, str) else "每个规格都要有名称和选项"
    if isinstance(skus, dict):
        found["skus"] = {
            row: {str(name).removesuffix("_fen"): words for name, words in problems.items()}
            if isinstance(problems, dict)
            else {"price": problems}
            for row, problems in skus.items()
        }
    return {**errors, "variants": found} if found else errors


def refused(error: AppError, body: SpuIn) -> FormValidationError:
    """A service's refusal, at the field that it is about."""
    if isinstance(error, CategoryNotFound):
        return FormValidationError({"category_id": error.text})
    if isinstance(error, CodeTaken):
        taken = error.details["code"]
        rows = {row: {"code": error.text} for row, sku in enumerate(body.skus) if sku.code == taken}
        if rows and body.code != taken:
            return FormValidationError({"variants": {"skus": rows}})
        return FormValidationError({"code": error.text})
    return FormValidationError({"version": error.text})
