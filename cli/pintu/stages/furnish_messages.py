"""Messages to customers: what WeChat would refuse when it is sent is refused when the blueprint is read.

Types and limits: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from pintu.model.contract import Contract
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Path
from pintu.stages.checks.suggest import closest
from pintu.stages.furnish_told import Told
from pintu.tree_facts.events import event_fields

CAPABILITY = "messaging"
"""Only where somebody sends messages are they looked at."""

TEXTS_OF_THE_SHOP = "texts"
"""The setting with which a blueprint puts its own words in the place of those that a contract fixes."""

LIMITS: Mapping[str, tuple[str, str]] = {
    "thing": (r".{1,20}", "≤ 20"),
    "number": (r"\d{1,32}(\.\d+)?", "≤ 32 × 0-9"),
    "letter": (r"[A-Za-z]{1,32}", "≤ 32 × A-Z a-z"),
    "symbol": (r"[^\w\s]{1,5}", "≤ 5"),
    "character_string": (r"[!-~]{1,32}", "≤ 32 × A-Z a-z 0-9 …"),
    "time": (r"(\d{4}年\d{1,2}月\d{1,2}日 )?\d{1,2}:\d{2}", "15:01"),
    "date": (r"\d{4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d{2})?", "2026年10月1日"),
    "amount": (r"[^\w\s]?\d{1,10}(\.\d+)?元?", "¥ + ≤ 10 × 0-9"),
    "phone_number": (r"[0-9+\-]{1,17}", "≤ 17"),
    "car_number": (r".{1,8}", "≤ 8"),
    "name": (r"[\u4e00-\u9fff]{1,10}|[A-Za-z .]{1,20}", "≤ 10 汉字 / ≤ 20 × A-Z a-z"),
    "phrase": (r"[\u4e00-\u9fff]{1,5}", "≤ 5 汉字"),
}
"""What a fixed text has to match in full, and how that is told."""

MOMENTS = {"date", "time"}
NUMBERS = {"number", "character_string", "thing"}
TEXTS = LIMITS.keys() - MOMENTS - {"amount", "number"}


def furnish_messages(told: Told) -> None:
    """Say which messages name an event, a field or a text that cannot be sent, and which texts of the shop's own."""
    chosen = [module.contract for module in told.resolution.modules]
    senders = [contract.id for contract in chosen if CAPABILITY in contract.provides]
    if not senders:
        return
    for contract in chosen:
        for index, entry in enumerate(contract.entries("messages")):
            told.found += _problems(contract, ("contributes", "messages", index), entry, told)
    fixed = dict(_fixed_texts(chosen))
    for sender in senders:
        _check_texts(("modules", sender, TEXTS_OF_THE_SHOP), fixed, told)


def _fixed_texts(contracts: Sequence[Contract]) -> Iterator[tuple[str, list[str]]]:
    """Of each message, the keywords whose text the contract fixes."""
    for contract in contracts:
        for entry in contract.entries("messages"):
            keywords = cast("list[dict[str, Any]]", entry["keywords"])
            names = [str(keyword["name"]) for keyword in keywords if "text" in keyword]
            yield f"{contract.id}.{entry['id']}", names


def _check_texts(path: Path, fixed: Mapping[str, Sequence[str]], told: Told) -> None:
    said = told.resolution.blueprint.get(*path)
    for message, texts in (said if isinstance(said, dict) else {}).items():
        if message not in fixed:
            _refuse("message.unknown", (*path, message), closest(message, fixed), told, message=message)
            continue
        for name, text in (texts if isinstance(texts, dict) else {}).items():
            if name not in fixed[message]:
                names = ", ".join(fixed[message]) or "-"
                fix = closest(name, fixed[message])
                args = {"message": message, "keyword": name, "names": names}
                _refuse("message.not_fixed", (*path, message, name), fix, told, **args)
                continue
            kind = _kind(name)
            pattern, limit = LIMITS[kind]
            if isinstance(text, str) and not re.fullmatch(pattern, text):
                told.say("message.bad_text", (*path, message, name), type=kind, text=text, limit=limit)


def _refuse(code: str, path: Path, fix: str | None, told: Told, **args: str) -> None:
    """At the name, not at what stands behind it."""
    told.found.append(Diagnostic(code, told.resolution.blueprint.where(*path, key=True), args, fix=fix))


def _problems(contract: Contract, path: Path, entry: Mapping[str, Any], told: Told) -> Iterator[Diagnostic]:
    fields: Mapping[str, str] | None = None
    event = entry.get("event", "")
    if event:
        fields = _fields(event, told)
        if fields is None:
            where = contract.document.where((*path, "event"))
            yield Diagnostic("message.unknown_event", where, {"id": entry["id"], "event": event})
            return
        if "user_id" not in fields:
            yield Diagnostic("message.nobody", contract.document.where((*path, "event")), {"event": event})
    for index, keyword in enumerate(entry["keywords"]):
        yield from _keyword(contract, (*path, "keywords", index), keyword, event, fields)
    for name in re.findall(r"\{(\w+)\}", entry.get("query", "")):
        if fields is not None and name not in fields:
            yield _unknown(contract, (*path, "query"), event, name, fields)


def _fields(event: str, told: Told) -> Mapping[str, str] | None:
    """Of the event's class, in whichever chosen module emits it."""
    for module in told.resolution.modules:
        if any(row["id"] == event for row in module.contract.entries("events")):
            return event_fields(module.contract, told.catalogue.pack(module.contract.pack), event)
    return None


def _keyword(
    contract: Contract, path: Path, keyword: Mapping[str, Any], event: str, fields: Mapping[str, str] | None
) -> Iterator[Diagnostic]:
    if ("field" in keyword) == ("text" in keyword):
        yield Diagnostic("message.field_or_text", contract.document.where(path), {"name": keyword["name"]})
    kind = _kind(keyword["name"])
    texts: dict[Path, str] = {("text",): keyword["text"]} if "text" in keyword else {}
    texts |= {("words", code): text for code, text in keyword.get("words", {}).items()}
    pattern, limit = LIMITS[kind]
    for place, text in texts.items():
        if not re.fullmatch(pattern, text):
            where = contract.document.where((*path, *place))
            yield Diagnostic("message.bad_text", where, {"type": kind, "text": text, "limit": limit})
    name = keyword.get("field", "")
    if not name or fields is None:
        return
    if name not in fields:
        yield _unknown(contract, (*path, "field"), event, name, fields)
    elif "words" not in keyword and kind not in _shown_by(name, fields[name]):
        args = {"type": kind, "field": name, "annotation": fields[name]}
        yield Diagnostic("message.wrong_type", contract.document.where((*path, "field")), args)


def _kind(name: str) -> str:
    """WeChat's type: the keyword's name without its number."""
    return re.sub(r"\d+$", "", name)


def _shown_by(name: str, annotation: str) -> set[str]:
    """WeChat's types that can show a field."""
    kinds = {"str": set(TEXTS), "int": {*NUMBERS, *({"amount"} if name.endswith("_fen") else ())}, "datetime": MOMENTS}
    return kinds.get(annotation.removesuffix(" | None"), set())


def _unknown(contract: Contract, path: Path, event: str, name: str, fields: Mapping[str, str]) -> Diagnostic:
    args = {"event": event, "field": name}
    return Diagnostic("message.unknown_field", contract.document.where(path), args, fix=closest(name, fields))
