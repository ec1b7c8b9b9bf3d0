from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from app.conditions import Evaluator, Window, evaluator, parse, windows
from app.core.business import Duration, ModuleSettings
from app.core.settings import EnvironmentSettings

Severity = Literal["critical", "major", "minor", "warning"]
SEVERITIES: tuple[Severity, ...] = ("critical", "major", "minor", "warning")
"""The worst first."""


class Rule(BaseModel):
    """Either a condition or silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    device: str
    severity: Severity
    label: str = ""
    when: str | None = None
    clear: str | None = None
    """Where left out, the alarm clears as soon as `when` is false."""
    holds_for: Duration = Field(default=timedelta(0), alias="for")
    times: int = 1
    within: Duration | None = None
    no_data: Duration | None = None
    escalate_after: Duration | None = None
    then: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _either(self) -> Self:
        if (self.when is None) == (self.no_data is None):
            raise ValueError("a rule has either `when` or `no_data`")
        return self

    def title(self, name: str) -> str:
        return self.label or name

    @property
    def escalated(self) -> Severity:
        """One step worse, as far as that goes."""
        return SEVERITIES[max(SEVERITIES.index(self.severity) - 1, 0)]


class AlertSettings(ModuleSettings):
    module: ClassVar[str] = "alert"

    rules: Mapping[str, Rule]
    keep_for: Duration

    def of_type(self, kind: str) -> list[tuple[str, Rule]]:
        return [(name, rule) for name, rule in self.rules.items() if rule.device == kind]


class AlertEnvironment(EnvironmentSettings):
    alert_wecom_webhook: SecretStr = SecretStr("")


@cache
def environment() -> AlertEnvironment:
    return AlertEnvironment()


@dataclass(frozen=True)
class Condition:
    windows: tuple[Window, ...]
    evaluate: Evaluator


@cache
def compiled(condition: str) -> Condition:
    """Made once for each condition. Raises app.conditions.Problem."""
    node = parse(condition)
    return Condition(tuple(windows(node)), evaluator(node))
