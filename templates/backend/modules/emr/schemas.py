from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.core.ids import Id
from app.modules.emr.chart import ChartIn, ChartOut

Status = Literal["open", "signed", "canceled"]
Words = Annotated[str, Field(min_length=1, max_length=200)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class OpenIn(_In):
    patient_id: Id
    doctor_id: Id | None = Field(default=None, description="接诊医生的员工编号；不填为本人")


class SaveIn(_In):
    revision: int = Field(ge=0, le=2**31 - 1, description="看到的是第几次保存")
    chart: ChartIn


class SignIn(_In):
    revision: int = Field(ge=0, le=2**31 - 1, description="签的是第几次保存的内容")


class AmendIn(_In):
    version: int = Field(ge=1, le=2**31 - 1, description="根据第几版更正")
    why: Words
    chart: ChartIn


class Kept(BaseModel):
    """What is kept under an Idempotency-Key: a record is health data."""

    id: int


class EncounterOut(BaseModel):
    """In lists of staff: nothing of what the record says."""

    id: int
    number: str
    patient_id: int
    patient: str = Field(description="脱敏的姓名")
    doctor_id: int
    doctor: str
    status: Status
    status_label: str
    versions: int = Field(description="已签名的版本数")
    opened_at: datetime
    signed_at: datetime | None
    can: list[str] = Field(description="读者现在能做的：write、sign、amend、cancel")


class VersionOut(BaseModel):
    number: int
    author: str
    why: str = Field(description="更正的原因；第一版为空")
    signed_at: datetime | None
    chart: ChartOut


class EncounterDetail(EncounterOut):
    """For those who may read it. The newest version comes first; one without `signed_at` is a draft."""

    name: str
    about: str = Field(description="性别与年龄")
    allergies: str
    past_illnesses: str
    revision: int = Field(description="草稿保存过几次")
    record: list[VersionOut]


class MyEncounterOut(BaseModel):
    """A signed record, for whose it is."""

    id: int
    number: str
    patient_id: int
    patient: str
    doctor: str
    opened_at: datetime
    signed_at: datetime
    diagnosis: str = Field(description="主要诊断")
    amended: bool


class MyEncounterDetail(MyEncounterOut):
    about: str = Field(description="性别与年龄")
    record: list[VersionOut]
