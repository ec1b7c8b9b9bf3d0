"""Rules from `business.toml`, and the templates that the shop picked in WeChat's console, from the environment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import ClassVar

from app.core.business import Duration, ModuleSettings
from app.core.clock import ZONE
from app.core.settings import EnvironmentSettings
from app.modules.messaging.catalogue import MESSAGES
from app.modules.messaging.keywords import FITTED, Keyword, Kind, Message

ANY = "*"
"""For a developer's machine: each message has its own id for a template."""


class MessagingSettings(ModuleSettings):
    module: ClassVar[str] = "messaging"

    daily_limit: int
    marketing_daily_limit: int
    quiet_hours: str
    """`22:00-08:00`, "" for never."""
    keep_for: Duration
    texts: Mapping[str, Mapping[str, str]]
    """The shop's own words: message -> keyword -> text."""

    def limit(self, kind: Kind) -> int:
        return self.daily_limit if kind == "service" else self.marketing_daily_limit

    def undisturbed(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours in which it lies."""
        if not self.quiet_hours:
            return moment
        begin, end = (time.fromisoformat(part) for part in self.quiet_hours.split("-"))
        here = moment.astimezone(ZONE)
        now = here.time()
        quiet = begin <= now < end if begin <= end else now >= begin or now < end
        if not quiet:
            return moment
        day = here.date() if now < end else here.date() + timedelta(days=1)
        return datetime.combine(day, end, ZONE)


class MessagingEnvironment(EnvironmentSettings):
    wechat_message_templates: str = ""


@cache
def environment() -> MessagingEnvironment:
    return MessagingEnvironment()


@dataclass(frozen=True)
class Template:
    """A message's template in WeChat's console: its id, and how its keywords are called there, in our order."""

    id: str
    names: tuple[str, ...]


def templates() -> Mapping[str, Template]:
    """By the message's id; messages without one go to the inbox alone. Raises ValueError for what cannot be read."""
    return parse(environment().wechat_message_templates)


def titles() -> Mapping[str, str]:
    """By the template's id. Raises ValueError for what cannot be read."""
    chosen = templates()
    return {chosen[message.id].id: message.title for message in MESSAGES if message.id in chosen}


def parse(said: str) -> Mapping[str, Template]:
    """`message=template id[:name+name…]`, with commas between. Raises ValueError."""
    known = {message.id: message for message in MESSAGES}
    if said.strip() == ANY:
        return {id_: Template(id_, _names(message.keywords)) for id_, message in known.items()}
    found = {}
    for part in filter(None, (part.strip() for part in said.split(","))):
        name, _, chosen = part.partition("=")
        template, _, names = chosen.partition(":")
        if name not in known or not template:
            raise ValueError(f"没有消息 {name}，或没有写它的模板")
        found[name] = Template(template, _renamed(known[name], names))
    return found


def _names(keywords: tuple[Keyword, ...]) -> tuple[str, ...]:
    return tuple(keyword.name for keyword in keywords)


def _renamed(message: Message, names: str) -> tuple[str, ...]:
    """The template's own names, which must be of types that are known. Raises ValueError."""
    if not names:
        return _names(message.keywords)
    given = tuple(names.split("+"))
    types = [name.rstrip("0123456789") for name in given]
    if len(given) != len(message.keywords) or any(
        kind not in FITTED or kind != keyword.type for kind, keyword in zip(types, message.keywords, strict=False)
    ):
        raise ValueError(f"{message.id} 的关键词应依次为 {'+'.join(_names(message.keywords))}，编号可以不同")
    return given


def unfit_for_production() -> Iterator[str]:
    said = environment().wechat_message_templates
    if said.strip() == ANY:
        yield "WECHAT_MESSAGE_TEMPLATES 是开发用的"
    try:
        parse(said)
    except ValueError as error:
        yield f"WECHAT_MESSAGE_TEMPLATES 无效：{error}"
