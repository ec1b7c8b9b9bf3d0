from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.core import identity_number
from app.core.identity_number import Sex
from app.core.ids import Id
from app.modules.patient.persons import earliest, today

Relation = Literal["self", "spouse", "child", "parent", "other"]
Document = Literal["resident_id", "passport", "other"]
Reason = Literal["treatment", "reception", "billing", "complaint", "correction", "inspection", "other"]

Phone = Annotated[str, Field(pattern=r"^\+?[0-9][0-9 \-]{4,18}$", examples=["13800000000"])]
Name = Annotated[str, Field(min_length=1, max_length=30)]
Illness = Annotated[str, Field(max_length=300)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class _Guarded(_In):
    guardian_id: Id | None = Field(default=None, description="未成年人的监护人，须是本账号下的成年就诊人")
    guardian_agrees: bool = Field(default=False, description="监护人已阅读并同意")


class PatientIn(_Guarded):
    """A resident's number tells birth date and sex: then both may be left out, and must agree where they are not."""

    relation: Relation
    name: Name
    document: Document = "resident_id"
    id_number: str = Field(min_length=4, max_length=24, examples=["11010519491231002X"])
    birth_date: date | None = None
    sex: Sex | None = None
    phone: Phone
    allergies: Illness = ""
    past_illnesses: Illness = ""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        self.id_number = identity_number.normal(self.id_number)
        if self.document == "resident_id":
            told = identity_number.told_by(self.id_number)
            if told is None:
                raise ValueError("身份证号不对")
            if self.birth_date not in (None, told.birth_date):
                raise ValueError("出生日期与身份证号不一致")
            if self.sex not in (None, told.sex):
                raise ValueError("性别与身份证号不一致")
            self.birth_date, self.sex = told.birth_date, told.sex
        if self.birth_date is None or self.sex is None:
            raise ValueError("请填写出生日期和性别")
        if not earliest() <= self.birth_date <= today():
            raise ValueError("出生日期不对")
        return self


class PatientChange(_Guarded):
    """What may change; null leaves a name or a number as it is. Who is meant, the document says once and for all."""

    relation: Relation
    name: Name | None = None
    phone: Phone | None = None
    allergies: Illness = ""
    past_illnesses: Illness = ""


class KeptPatient(BaseModel):
    """What is kept under an Idempotency-Key: everything else is personal data."""

    id: int


class PatientOut(BaseModel):
    """As the customer sees those of his account."""

    id: int
    relation: Relation
    name: str
    sex: Sex
    birth_date: date
    age: int = Field(description="周岁")
    minor: bool
    document: Document
    id_number: str = Field(description="只显示末四位")
    phone: str = Field(description="只显示首尾")
    allergies: str
    past_illnesses: str
    guardian_id: int | None
    guardian: str = Field(description="监护人的姓名，没有则为空")
    name_fixed: bool = Field(description="已有就诊记录，姓名不能自行修改")


class PatientList(BaseModel):
    items: list[PatientOut]
    limit: int


class RemovedOut(BaseModel):
    """What became of a patient who was taken out of the account."""

    kept_until: datetime | None = Field(description="依法保存的记录封存到何时；没有记录则已删除，为空")


class FindIn(_In):
    """In a body, as addresses end up in logs."""

    text: str = Field(min_length=1, max_length=30, description="完整的姓名、手机号或证件号")


class Look(_In):
    """Why a member of staff looks."""

    reason: Reason
    note: str = Field(default="", max_length=100)

    @model_validator(mode="after")
    def _said(self) -> Self:
        if self.reason == "other" and not self.note:
            raise ValueError("请写明原因")
        return self


class CorrectIn(Look):
    """Null leaves what is kept as it is."""

    name: Name | None = None
    id_number: str | None = Field(default=None, min_length=4, max_length=24, examples=["11010519491231002X"])


class StaffPatientOut(BaseModel):
    """As staff see him: masked."""

    id: int
    name: str
    sex: Sex
    age: int
    minor: bool
    relation: Relation
    document: Document
    id_number: str
    phone: str
    guardian: str
    created_at: datetime


class StaffPatientList(BaseModel):
    items: list[StaffPatientOut]


class RevealedOut(BaseModel):
    """Who he is, in full."""

    id: int
    name: str
    document: Document
    id_number: str
    birth_date: date
    phone: str
    guardian: str


class HealthOut(BaseModel):
    id: int
    allergies: str
    past_illnesses: str
