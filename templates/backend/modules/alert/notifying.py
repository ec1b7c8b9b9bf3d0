"""Telling staff, in the group of a WeCom robot."""

from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.alarm import RaisedAlarm
from app.core import jobs
from app.core.clock import ZONE
from app.core.jobs import JobContext, Payload
from app.core.wechat import group_robot
from app.modules.alert.models import Alarm
from app.modules.alert.settings import environment
from app.modules.alert.words import SEVERITIES
from app.modules.device import api as device

ID = "notify"
JOB = "alert.notify"
Why = Literal["opened", "escalated"]
WORDS: dict[str, str] = {"opened": "告警", "escalated": "告警升级：无人确认"}


class Notify:
    id = ID

    async def follow(self, session: AsyncSession, alarm: RaisedAlarm) -> None:
        await tell(session, alarm.id, "opened")


async def tell(session: AsyncSession, alarm_id: int, why: Why) -> None:
    """Once for each alarm and reason, and only where there is a group to tell."""
    if environment().alert_wecom_webhook.get_secret_value():
        payload = {"alarm_id": alarm_id, "why": why}
        await jobs.schedule(session, JOB, key=f"{JOB}:{alarm_id}:{why}", payload=payload, stream=JOB)


async def post(job: JobContext, payload: Payload) -> None:
    """Raises what the robot's refusals are."""
    async with job.read() as session:
        text = await _text(session, payload)
    if text:
        await group_robot.say(environment().alert_wecom_webhook.get_secret_value(), text)
    async with job.commit():
        pass


async def _text(session: AsyncSession, payload: Payload) -> str:
    """Nothing for an alarm that is there no more."""
    alarm = await session.get(Alarm, payload["alarm_id"])
    if alarm is None:
        return ""
    known = (await device.devices(session, [alarm.device_id]))[alarm.device_id]
    begun = alarm.opened_at.astimezone(ZONE)
    return (
        f"【{WORDS[payload['why']]}】{known.name}（{known.code}）{alarm.title}\n"
        f"级别：{SEVERITIES[alarm.severity]}　时间：{begun:%m-%d %H:%M}"
    )
