from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from app.core.business import ModuleSettings
from app.modules.qc.states import MEASURE


class Check(BaseModel):
    """Something to measure, good from `min` to `max`, both included; or to answer with yes or no."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    kind: Literal["measure", "yes_no"] = "yes_no"
    min: float | None = None
    max: float | None = None
    unit: str = ""
    required: bool = True

    @model_validator(mode="after")
    def _limits(self) -> Self:
        if self.kind == MEASURE and self.min is None and self.max is None:
            raise ValueError(f"{self.text}: a measure needs min or max")
        if self.kind != MEASURE and (self.min is not None or self.max is not None):
            raise ValueError(f"{self.text}: only a measure has min and max")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"{self.text}: min is above max")
        return self


class Plan(BaseModel):
    """`usual` is the one that goods are inspected by as they come in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    kind: Literal["iqc", "ipqc", "oqc"]
    usual: bool = False
    checks: tuple[Check, ...]


class QcSettings(ModuleSettings):
    module: ClassVar[str] = "qc"

    plans: dict[str, Plan]

    @property
    def for_receipts(self) -> str | None:
        """The plan for what comes in, if there is one."""
        usual = (name for name, plan in self.plans.items() if plan.kind == "iqc" and plan.usual)
        return next(usual, None)
