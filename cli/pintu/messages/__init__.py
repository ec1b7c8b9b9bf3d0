"""Every sentence that Pintu says, keyed by code, in English and Simplified Chinese.

`PINTU_LANG` decides (`en`, `zh`, `zh_CN.UTF-8`, ...), else the locale. One file an area, each a dictionary `MESSAGES`.
Codes of diagnostics are `<what>.<problem>`; help of commands is `help.<command>` and `help.<command>.<parameter>`, or
`help.any.<parameter>` where several commands share it.
"""

import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Literal, NamedTuple, TypeAlias

Language: TypeAlias = Literal["en", "zh"]

AREAS = (
    "blueprint",
    "checking",
    "commands",
    "conditions",
    "doctor",
    "files",
    "gallery",
    "gates",
    "generating",
    "javascript",
    "modules",
    "packs",
    "preview",
    "running",
    "shape",
    "starting",
    "usage",
    "yaml",
)


class Message(NamedTuple):
    """`str.format` texts; a hint says what to do next. Both languages take the same placeholders."""

    en: str
    zh: str
    hint_en: str = ""
    hint_zh: str = ""


class Term:
    """A word, or several of which any will do, for a place in a message: said in the language of the message."""

    def __init__(self, *codes: str, **args: object) -> None:
        self.codes = codes
        self.args = args

    def __str__(self) -> str:
        return text("term.or").join(text(code, self.args) for code in self.codes)

    def __repr__(self) -> str:
        return f"Term{self.codes}"


def language() -> Language:
    names = ("PINTU_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((value for name in names if (value := os.environ.get(name))), None)
    return "zh" if (said or _system_locale()).lower().startswith(("zh", "chinese")) else "en"


def _system_locale() -> str:
    """Windows and macOS keep it outside the environment."""
    import locale  # noqa: PLC0415  rarely needed

    return locale.getlocale()[0] or ""


@cache
def everything() -> Mapping[str, Message]:
    """Every message by code; an area is imported when something is said for the first time."""
    return {code: message for area in AREAS for code, message in _area(area).items()}


def _area(name: str) -> Mapping[str, Message]:
    messages: Mapping[str, Message] = import_module(f"pintu.messages.{name}").MESSAGES
    return messages


def text(code: str, args: Mapping[str, object] | None = None) -> str:
    message = everything()[code]
    return (message.zh if language() == "zh" else message.en).format_map(args or {})


def hint(code: str, args: Mapping[str, object] | None = None) -> str:
    message = everything()[code]
    return (message.hint_zh if language() == "zh" else message.hint_en).format_map(args or {})


def knows(code: str) -> bool:
    return code in everything()
