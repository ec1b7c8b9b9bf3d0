"""Settings of a module: what a blueprint may say below its name.

    settings:
      payment_timeout: {type: string, format: duration, default: 30m, examples: [15m],
                        description: {zh: 多久不付款就取消, en: Unpaid orders are cancelled after this time}}

JSON Schema, with the formats `duration` (`30m`, `24h`, `7d`) and `money` (yuan, at most two decimals). The backend
reads them at run time through the fields of the same name in the module's `settings.py`.
"""

from collections.abc import Mapping, Sequence

from pintu.model.contract import Contract, Setting, Words
from pintu.model.document import Data
from pintu.model.pack import Catalogue, Pack
from pintu.model.resolution import Resolution
from pintu.points.point import Entry, Point


def entries(contract: Contract, _: Pack) -> Sequence[Entry]:
    return [_row(setting) for setting in contract.settings]


def _row(setting: Setting) -> dict[str, Data]:
    schema = setting.schema
    kind = schema.get("format") or schema.get("type") or ("enum" if "enum" in schema else "any")
    examples = schema.get("examples")
    return {
        "name": setting.name,
        "type": kind,
        "default": setting.default,
        "example": examples[0] if isinstance(examples, list) and examples else None,
        "choices": schema.get("enum"),
        "description": {"zh": setting.description.zh, "en": setting.description.en},
    }


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    return {
        "modules": [
            {
                "id": module.id,
                "title": module.contract.title.zh,
                "summary": module.contract.summary.zh,
                "settings": dict(module.settings),
            }
            for module in resolution.modules
        ]
    }


POINT = Point(
    "settings",
    "backend",
    "contract",
    Words("设置", "Settings"),
    ("name", "type", "default", "example", "description"),
    entries,
    fold,
)
