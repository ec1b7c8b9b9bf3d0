"""Every sentence that Pintu says, keyed by code, in English and Simplified Chinese.

`PINTU_LANG` decides (`en`, `zh`, `zh_CN.UTF-8`, ...), else the locale. A code is `<area>.<what>`; its area is the file
here that holds it.
"""

import os
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

Language: TypeAlias = Literal["en", "zh"]


class Message(NamedTuple):
    """`str.format` texts; a hint says what to do next."""

    en: str
    zh: str
    hint_en: str = ""
    hint_zh: str = ""


def language() -> Language:
    names = ("PINTU_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((value for name in names if (value := os.environ.get(name))), "")
    return "zh" if said.lower().startswith("zh") else "en"


@cache
def catalogue() -> Mapping[str, Message]:
    from pintu.messages import commands  # noqa: PLC0415  the texts are not needed until something is said

    return {**commands.MESSAGES}


def text(code: str, args: Mapping[str, object] | None = None) -> str:
    message = catalogue()[code]
    return (message.zh if language() == "zh" else message.en).format_map(args or {})


def hint(code: str, args: Mapping[str, object] | None = None) -> str:
    message = catalogue()[code]
    return (message.hint_zh if language() == "zh" else message.hint_en).format_map(args or {})
