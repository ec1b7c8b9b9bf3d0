from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.core import credit_code


def _credit_code(text: str) -> str:
    number = credit_code.normal(text)
    if not credit_code.is_valid(number):
        raise ValueError("统一社会信用代码不对")
    return number


CreditCode = Annotated[str, AfterValidator(_credit_code)]
Category = Annotated[str, Field(min_length=1, max_length=20)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class SupplierIn(_In):
    """`bank_account` null leaves what is kept as it is, an empty text forgets it."""

    code: str = Field(min_length=1, max_length=20)
    name: str = Field(min_length=1, max_length=60)
    credit_code: CreditCode
    address: str = Field(default="", max_length=120)
    categories: list[Category] = Field(default=[], max_length=10)
    bank_name: str = Field(default="", max_length=60)
    bank_account: str | None = Field(default=None, max_length=32, pattern=r"^([0-9 -]{8,32})?$")


class ReasonIn(_In):
    reason: str = Field(min_length=1, max_length=200)


class ContactIn(_In):
    name: str = Field(min_length=1, max_length=20)
    phone: str = Field(default="", max_length=20, pattern=r"^[0-9+ -]*$")
    title: str = Field(default="", max_length=20)


class BindIn(_In):
    code: str = Field(min_length=4, max_length=40)


class Kept(BaseModel):
    """What a repeated request is answered with."""

    id: int


class ContactOut(BaseModel):
    id: int
    name: str = Field(description="Masked without personal.reveal")
    phone: str
    title: str
    bound_at: datetime | None
    revoked_at: datetime | None


class SupplierOut(BaseModel):
    id: int
    code: str
    name: str
    credit_code: str
    categories: list[str]
    status: str
    status_label: str
    reason: str
    created_at: datetime


class SupplierDetail(SupplierOut):
    address: str
    bank_name: str
    bank_account: str = Field(description="The last four digits without personal.reveal")
    contacts: list[ContactOut]


class InvitationOut(BaseModel):
    code: str = Field(description="Shown once, and good once")
    until: datetime


class WaitingOut(BaseModel):
    page: str
    label: str
    count: int


class PortalOut(BaseModel):
    """What a supplier's person sees first."""

    name: str
    contact: str
    status: str
    status_label: str
    waiting: list[WaitingOut]
