from pydantic import BaseModel, ConfigDict, Field

from app.core.ids import Id
from app.modules.booking.api import ResourceOut


class PractitionerIn(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=20)
    department: str = Field(min_length=1, max_length=20)
    licence_no: str = Field(min_length=5, max_length=30, description="Of the certificate to practise")
    introduction: str = Field(default="", max_length=1000)


class NewPractitioner(PractitionerIn):
    resource_id: Id = Field(description="Of what can be booked")


class PractitionerOut(BaseModel):
    id: int = Field(description="That of the resource as well")
    title: str
    department: str
    licence_no: str
    introduction: str
    resource: ResourceOut


class PractitionerDetail(PractitionerOut):
    free_follow_ups: int = Field(description="After a visit that was paid for; 0 is none")
    free_follow_up_days: float


class DepartmentsOut(BaseModel):
    items: list[str]
