"""What devices send where they have no MQTT."""

from typing import Any

from fastapi import APIRouter, Request

from app.core import clock
from app.core.database import DatabaseDep
from app.core.errors import raises
from app.core.idempotency import repeatable
from app.core.ids import Id
from app.modules.device import commanding
from app.modules.device.errors import TelemetryMalformed, TelemetryTooLarge
from app.modules.device.ingesting import take
from app.modules.device.messages import Incoming
from app.modules.device.principal import CurrentDevice
from app.modules.device.schemas import EndedIn, TakenOut, ToDoOut, ToDosOut

router = APIRouter(prefix="/device", tags=["设备上报"])

_EXAMPLE = {"id": "m-1", "at": "2026-11-22T08:00:00Z", "values": {"temperature": 71.5}}
_BODY: dict[str, Any] = {
    "required": True,
    "content": {"application/json": {"schema": {"type": "object", "examples": [_EXAMPLE]}}},
}


@router.post(
    "/telemetry",
    summary="上报",
    responses=raises(TelemetryMalformed, TelemetryTooLarge),
    openapi_extra={"requestBody": _BODY, **repeatable("a message with an id counts once")},
)
async def tell(request: Request, code: CurrentDevice, database: DatabaseDep) -> TakenOut:
    message = Incoming(code, await request.body(), clock.now())
    async with database.begin() as session:
        (answer,) = await take(session, [message])
    if answer.error:
        raise answer.error  # behind the commit: that it came to this is counted
    refused = {str(reason): number for reason, number in sorted(answer.refused.items())}
    return TakenOut(taken=answer.taken, refused=refused, wrong_clock=answer.wrong_clock)


@router.get("/commands", summary="待执行的命令")
async def to_do(code: CurrentDevice, database: DatabaseDep) -> ToDosOut:
    async with database.read() as session:
        rows = await commanding.waiting(session, code)
        return ToDosOut(items=[ToDoOut.model_validate(commanding.as_told(row)) for row in rows])


@router.post(
    "/commands/{command_id}/done",
    summary="命令的执行结果",
    status_code=204,
    openapi_extra=repeatable("a command ends once"),
)
async def done(command_id: Id, body: EndedIn, code: CurrentDevice, database: DatabaseDep) -> None:
    """What has ended already, or is not the device's own, stays as it is."""
    said = commanding.Ended(id=command_id, ok=body.ok, note=body.note)
    async with database.begin() as session:
        await commanding.ended(session, code, said.model_dump_json().encode())
