"""What a record says: complaint, history, examination, vitals with their units, diagnoses by ICD-10, and the plan."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, computed_field, model_validator

Long = Annotated[str, Field(max_length=2000)]
Tenths = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
"""A number with one place after the point at most."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


class Vitals(_Part):
    """What was measured; null for what was not. Out of these ranges it is a slip of the pen."""

    systolic: int | None = Field(default=None, ge=40, le=300, description="收缩压，mmHg")
    diastolic: int | None = Field(default=None, ge=20, le=200, description="舒张压，mmHg")
    pulse: int | None = Field(default=None, ge=20, le=300, description="脉搏，次/分")
    respiration: int | None = Field(default=None, ge=4, le=80, description="呼吸，次/分")
    temperature: Tenths | None = Field(default=None, ge=30, le=45, decimal_places=1, description="体温，°C")
    oxygen: int | None = Field(default=None, ge=40, le=100, description="血氧饱和度，%")
    weight: Tenths | None = Field(default=None, ge=Decimal("0.3"), le=400, decimal_places=1, description="体重，kg")
    height: Tenths | None = Field(default=None, ge=20, le=250, decimal_places=1, description="身高，cm")

    @model_validator(mode="after")
    def _pressure(self) -> Self:
        if (self.systolic is None) != (self.diastolic is None):
            raise ValueError("收缩压和舒张压要一起填写")
        if self.systolic is not None and self.diastolic is not None and self.systolic <= self.diastolic:
            raise ValueError("收缩压要高于舒张压")
        return self


class Diagnosis(_Part):
    code: str = Field(pattern=r"^[A-Z][0-9]{2}(\.[0-9A-Z]{1,4})?$", description="ICD-10", examples=["J06.9"])
    text: str = Field(min_length=1, max_length=60)
    kind: Literal["main", "secondary"] = "secondary"


class ChartIn(_Part):
    """All of a record, as its doctor writes it. Until it is signed anything may be missing."""

    chief_complaint: str = Field(default="", max_length=200)
    history: Long = ""
    examination: Long = ""
    vitals: Vitals = Vitals()
    diagnoses: tuple[Diagnosis, ...] = Field(default=(), max_length=10)
    plan: Long = ""
    orders: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(default=(), max_length=20)

    @model_validator(mode="after")
    def _one_main(self) -> Self:
        if sum(diagnosis.kind == "main" for diagnosis in self.diagnoses) > 1:
            raise ValueError("主要诊断只能有一个")
        codes = [diagnosis.code for diagnosis in self.diagnoses]
        if len(set(codes)) < len(codes):
            raise ValueError("同一个诊断写了两次")
        return self

    @property
    def main(self) -> Diagnosis | None:
        return next((diagnosis for diagnosis in self.diagnoses if diagnosis.kind == "main"), None)

    @property
    def missing(self) -> list[str]:
        """Without which nobody signs."""
        there = {"chief_complaint": bool(self.chief_complaint), "diagnoses": self.main is not None}
        return [name for name, is_there in there.items() if not is_there]


class ChartOut(ChartIn):
    """As it is read."""

    @computed_field(description="体质指数，由身高体重算得")  # type: ignore[prop-decorator]  # as Pydantic writes it
    @property
    def bmi(self) -> float | None:
        """Kilogrammes by square metre, with one place after the point."""
        if self.vitals.weight is None or self.vitals.height is None:
            return None
        metres = self.vitals.height / 100
        return float(round(self.vitals.weight / (metres * metres), 1))


VITALS = {
    "systolic": ("收缩压", "mmHg"),
    "diastolic": ("舒张压", "mmHg"),
    "pulse": ("脉搏", "次/分"),
    "respiration": ("呼吸", "次/分"),
    "temperature": ("体温", "°C"),
    "oxygen": ("血氧", "%"),
    "weight": ("体重", "kg"),
    "height": ("身高", "cm"),
}
"""What people read, and the unit."""


def vitals_in_words(chart: ChartOut) -> list[tuple[str, str]]:
    """What was measured: the pressure in one, and the body mass index with the others."""
    vitals = chart.vitals
    told = [
        (label, f"{value} {unit}")
        for name, (label, unit) in VITALS.items()
        if name not in {"systolic", "diastolic"} and (value := getattr(vitals, name)) is not None
    ]
    pressure = [("血压", f"{vitals.systolic}/{vitals.diastolic} mmHg")] if vitals.systolic is not None else []
    return [*pressure, *told, *([("BMI", f"{chart.bmi}")] if chart.bmi is not None else [])]
