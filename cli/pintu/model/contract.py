"""A module's contract: what it is, needs and offers. The schema is `schemas/module.schema.json`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pintu.model.document import Data, Document

Requirement: TypeAlias = str | tuple[str, ...]
"""A capability, or several of which one will do."""

Maturity: TypeAlias = Literal["stable", "beta", "adapter"]


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str

    def to(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a module; `schema` is JSON Schema, with `format: duration` and `format: money` known."""

    name: str
    schema: Mapping[str, Data]
    description: Words

    @property
    def default(self) -> Data:
        return self.schema.get("default")


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable that the module's backend reads."""

    name: str
    description: Words
    example: str = ""
    secret: bool = False
    required: bool = False
    """Production does not start without a value."""
    required_when: Mapping[str, Data] = field(default_factory=dict)
    """Values of the module's settings with which it is required."""
    required_with: str = ""
    """Another variable of the module; while that has a value, this one is required."""

    def is_required(self, settings: Mapping[str, Data], environment: Mapping[str, str]) -> bool:
        """Whether production needs a value, with these settings of the module and these other variables."""
        when = self.required_when
        decided = bool(when) and all(settings.get(name) == value for name, value in when.items())
        return self.required or decided or bool(environment.get(self.required_with))


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """Compared by identity: a catalogue has one of each."""

    id: str
    title: Words
    summary: Words
    version: str
    pack: str
    document: Document = field(repr=False)
    maturity: Maturity = "stable"
    verticals: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()
    requires: tuple[Requirement, ...] = ()
    uses: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    bridges: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    python: tuple[str, ...] = ()
    env: tuple[Variable, ...] = ()
    settings: tuple[Setting, ...] = ()
    contributes: Mapping[str, tuple[Mapping[str, Data], ...]] = field(default_factory=dict)

    def entries(self, point: str) -> tuple[Mapping[str, Data], ...]:
        return self.contributes.get(point, ())
