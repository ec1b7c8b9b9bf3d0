"""Sending messages, outside of every transaction: a job reads what to send, sends it, and writes what came of it."""

import json
from datetime import timedelta

import httpx
import sqlalchemy as sa
import structlog

from app.core import clock
from app.core.crypto import unseal
from app.core.http import open_http
from app.core.jobs import JobContext, Payload
from app.core.settings import settings
from app.modules.open_api import addresses, signing
from app.modules.open_api.errors import AddressRefused
from app.modules.open_api.models import Delivery, Webhook
from app.modules.open_api.settings import OpenApiSettings
from app.modules.open_api.states import DEAD, DELIVERED, PENDING
from app.modules.open_api.webhooks import ask

TIMEOUT_S = 10.0
FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(hours=6)

log = structlog.get_logger(__name__)


def delay_after(attempts: int) -> timedelta:
    """10 s, 30 s, 90 s, … up to six hours."""
    factor: int = 3 ** min(attempts - 1, 20)
    return min(FIRST_DELAY * factor, LONGEST_DELAY)


async def send(job: JobContext, payload: Payload) -> None:
    """One attempt; what has been started anew since is left to that."""
    async with job.read() as session:
        delivery = await session.get(Delivery, int(payload["delivery_id"]))
        webhook = await session.get(Webhook, delivery.webhook_id) if delivery else None
    if delivery is None or webhook is None or not _is_current(delivery, payload):
        return
    good, answer = await _post(webhook, delivery) if webhook.active else (False, "已停用")
    async with job.commit() as session:
        mine = sa.and_(Delivery.id == delivery.id, Delivery.round == delivery.round, Delivery.status == PENDING)
        current = await session.scalar(sa.select(Delivery).where(mine).with_for_update())
        if current is None:
            return
        now, current.answer = clock.now(), answer
        current.attempts += 1
        if good or current.attempts >= OpenApiSettings.load().attempts or not webhook.active:
            current.status, current.ended_at, current.next_at = DELIVERED if good else DEAD, now, None
        else:
            current.next_at = now + delay_after(current.attempts)
            await ask(session, current)


def _is_current(delivery: Delivery, payload: Payload) -> bool:
    here = (delivery.status, delivery.round, delivery.attempts)
    return here == (PENDING, payload["round"], payload["attempts"])


async def _post(webhook: Webhook, delivery: Delivery) -> tuple[bool, str]:
    """Whether the receiver took it, and what it said. Nothing is followed, and nothing of its answer is read."""
    now = clock.now()
    told = {"id": delivery.key, "event": delivery.event, "at": delivery.created_at.isoformat(), "data": delivery.data}
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    several = [unseal(webhook, "secret") or ""]
    if webhook.previous_until and webhook.previous_until > now:
        several.append(unseal(webhook, "previous") or "")
    headers = {
        "Content-Type": "application/json",
        **signing.headers(several, delivery.key, int(now.timestamp()), body),
    }
    try:
        target = await addresses.target(webhook.url, strict=settings().production)
        headers |= target.headers
        async with open_http(timeout=TIMEOUT_S) as http:
            request = http.build_request(
                "POST", target.url, content=body, headers=headers, extensions=target.extensions
            )
            response = await http.send(request, stream=True)
            await response.aclose()
    except AddressRefused:
        return False, "地址不是公网地址"
    except httpx.HTTPError as error:
        log.warning("webhook_not_taken", webhook_id=webhook.id, error=type(error).__name__)
        return False, "超时" if isinstance(error, httpx.TimeoutException) else "连接失败"
    return response.is_success, f"HTTP {response.status_code}"
