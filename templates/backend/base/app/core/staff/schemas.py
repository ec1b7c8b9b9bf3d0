from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from app.core.staff.passwords import MIN_LENGTH


class SignIn(BaseModel):
    username: Annotated[str, Field(max_length=40)]
    password: Annotated[str, Field(max_length=200)]


class StaffOut(BaseModel):
    id: int
    username: str
    name: str
    roles: list[str]
    permissions: list[str] = Field(description="每一项都可以使用；负责人为全部")
    must_change_password: bool


class SignedIn(BaseModel):
    token: str
    expires_at: datetime
    must_change_password: bool


class PasswordChange(BaseModel):
    old: Annotated[str, Field(max_length=200)]
    new: Annotated[str, Field(min_length=MIN_LENGTH, max_length=200)]
