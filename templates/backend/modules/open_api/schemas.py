from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


Name = Annotated[str, Field(max_length=60)]


class KeyIn(_In):
    name: str = Field(min_length=1, max_length=40)
    scopes: list[Name] = Field(min_length=1, max_length=50)
    expires_at: AwareDatetime | None = None


class ScopeOut(BaseModel):
    id: str
    label: str


class KeyOut(BaseModel):
    id: int
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


class KeyMade(KeyOut):
    token: str = Field(description="Shown once; nobody can look it up again")


class OwnKeyOut(BaseModel):
    """What a program is told about its own key."""

    name: str
    scopes: list[str]


class WebhookIn(_In):
    url: str = Field(min_length=1, max_length=300, examples=["https://partner.example.com/hooks"])
    events: list[Name] = Field(min_length=1, max_length=100)
    active: bool = True


class WebhookOut(BaseModel):
    id: int
    url: str
    events: list[str]
    active: bool
    created_at: datetime
    previous_until: datetime | None = Field(description="Until when the secret before this one is used as well")


class WebhookMade(WebhookOut):
    secret: str = Field(description="Shown once; nobody can look it up again")


class DeliveryOut(BaseModel):
    id: int
    webhook_id: int
    key: str
    event: str
    status: str
    status_label: str
    attempts: int
    answer: str
    created_at: datetime
    next_at: datetime | None
    ended_at: datetime | None
