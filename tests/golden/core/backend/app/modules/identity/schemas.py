from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


def _text(longest: int, *, pattern: str | None = None) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest, pattern=pattern)


class WxLogin(BaseModel):
    code: Annotated[str, Field(min_length=1, max_length=128, description="wx.login 给出的 code，只能用一次")]


class Me(BaseModel):
    id: int
    nickname: str
    avatar_url: str | None
    phone: str | None = Field(description="只显示首尾，如 138****0000")
    created_at: datetime
    consents: list[str] = Field(description="已同意的个人信息用途")


class LoggedIn(BaseModel):
    token: str
    expires_at: datetime
    user: Me


class ProfileChange(BaseModel):
    nickname: Annotated[str, _text(20)] | None = None


class PhoneCode(BaseModel):
    code: Annotated[str, Field(min_length=1, max_length=128, description="getPhoneNumber 按钮给出的 code")]


class ConsentOut(BaseModel):
    purpose: str
    title: str
    text: str
    version: int
    granted_at: datetime | None


class ConsentList(BaseModel):
    items: list[ConsentOut]


class ConsentGrant(BaseModel):
    version: int = Field(description="用户读到的说明的版本")


class KeptOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    what: str
    why: str
    until: datetime = Field(description="到期即删除")


class KeptList(BaseModel):
    """What is not deleted yet, because the law wants it kept: nobody uses it any more."""

    items: list[KeptOut]


class AddressIn(BaseModel):
    name: Annotated[str, _text(25)]
    phone: Annotated[str, _text(20, pattern=r"^\+?[0-9][0-9 \-]{4,}$")]
    province: Annotated[str, _text(20)]
    city: Annotated[str, _text(20)]
    district: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)] = Field(
        default="", description="不设区的市为空"
    )
    detail: Annotated[str, _text(120)]
    is_default: bool = False


class AddressOut(AddressIn):
    model_config = ConfigDict(from_attributes=True)

    id: int


class KeptAddress(BaseModel):
    """What is kept under an Idempotency-Key: the address itself is personal data."""

    id: int


class AddressList(BaseModel):
    items: list[AddressOut]


class CustomerOut(BaseModel):
    """A customer as staff see him."""

    id: int
    nickname: str
    avatar_url: str | None
    phone: str | None = Field(description="没有 personal.reveal 权限时只显示首尾")
    created_at: datetime
    erased_at: datetime | None
