"""Callbacks to the shop: encrypted, signed, tried again on WeChat's schedule, and now and then spoilt on purpose.

Source: https://pay.weixin.qq.com/doc/v3/merchant/4012791861. An answer within five seconds with 200 or 204 ends the
matter, whatever its body says; anything else is tried again, fifteen times at most.
"""

import asyncio
import json
import secrets
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx

from app.core import clock
from devtools.wechat.records import Attempt, Callback, Plan, State
from devtools.wechat.signer import Signer
from devtools.wechat.signing import SCHEME
from devtools.wechat.timeline import Timeline, rfc3339

RETRY_SECONDS = (15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600)
ANSWER_SECONDS = 5.0
PROBE_PREFIX = "WECHATPAY/SIGNTEST/"


class Courier:
    """Sends what is due. Time passes only by the timeline; ``deliver_due`` never waits."""

    def __init__(self, state: State, signer: Signer, timeline: Timeline, client: httpx.AsyncClient) -> None:
        self._state = state
        self._signer = signer
        self._timeline = timeline
        self.client = client
        self._plans: dict[str | None, list[Plan]] = {}

    def plan(self, plan: Plan, out_trade_no: str | None = None) -> None:
        """Spoil the next callback (of that transaction, if one is named) in this way."""
        self._plans.setdefault(out_trade_no, []).append(plan)

    def post(
        self,
        *,
        event_type: str,
        summary: str,
        original_type: str,
        out_trade_no: str,
        url: str,
        resource: dict[str, Any],
    ) -> Callback:
        """Put a callback on the schedule."""
        plan = replace(self._take_plan(out_trade_no))
        callback = Callback(
            id=str(uuid4()),
            event_type=event_type,
            summary=summary,
            original_type=original_type,
            out_trade_no=out_trade_no,
            url=url,
            resource=deepcopy(resource),
            created_at=self._timeline.now(),
            due_at=None if plan.lose else self._timeline.after(plan.delay),
            plan=plan,
            held=plan.hold,
        )
        if plan.amount_fen is not None:
            callback.resource["amount"] |= {"total": plan.amount_fen, "payer_total": plan.amount_fen}
        self._state.callbacks.append(callback)
        return callback

    async def deliver_due(self) -> list[Attempt]:
        """Send every callback that is due, and again what thereby becomes due at once; returns the tries made."""
        made: list[Attempt] = []
        while due := self._due():
            for attempts in await asyncio.gather(*(self._try(callback) for callback in due)):
                made += attempts
        return made

    def next_due(self) -> datetime | None:
        """When something is due next."""
        return min(
            (one.due_at for one in self._state.callbacks if one.due_at is not None and not one.held), default=None
        )

    async def resend(self, callback: Callback) -> Attempt:
        """Send it once more, now, as the platform may at any time."""
        return await self._send(callback, note="resent")

    async def probe(self, url: str) -> Attempt:
        """Send a ``WECHATPAY/SIGNTEST/`` probe: a shop that answers it with 200 or 204 does not verify signatures."""
        body = self._body(self._sample())
        headers = {
            "Wechatpay-Timestamp": str(int(clock.now().timestamp())),
            "Wechatpay-Nonce": secrets.token_hex(16),
            "Wechatpay-Serial": self._signer.callback_serial(),
            "Wechatpay-Signature": PROBE_PREFIX + secrets.token_urlsafe(240),
            "Wechatpay-Signature-Type": SCHEME,
        }
        return await self._post(url, body, headers, "signature probe")

    def _take_plan(self, out_trade_no: str) -> Plan:
        for key in (out_trade_no, None):
            if self._plans.get(key):
                return self._plans[key].pop(0)
        return Plan()

    def _due(self) -> list[Callback]:
        now = self._timeline.now()
        waiting = [one for one in self._state.callbacks if one.due_at is not None and one.due_at <= now]
        for one in waiting:
            later = [o for o in self._state.callbacks if o.out_trade_no == one.out_trade_no and o is not one]
            if one.held and any(o.attempts and o.created_at > one.created_at for o in later):
                one.held = False
        return [one for one in waiting if not one.held]

    async def _try(self, callback: Callback) -> list[Attempt]:
        note = "sent"
        if callback.plan.forged > 0:
            callback.plan.forged -= 1
            note = "forged signature"
        elif callback.plan.old > 0:
            callback.plan.old -= 1
            note = "old timestamp"
        elif callback.accepted:
            callback.plan.replays -= 1
            note = "replayed"
        callback.due_at = None  # nobody else sends it while this try is under way
        copies = await asyncio.gather(*(self._send(callback, note) for _ in range(callback.plan.parallel)))
        self._reschedule(callback, accepted=any(copy.accepted for copy in copies) and note in {"sent", "replayed"})
        return list(copies)

    def _reschedule(self, callback: Callback, *, accepted: bool) -> None:
        callback.accepted = callback.accepted or accepted
        if callback.accepted:
            callback.due_at = self._timeline.now() if callback.plan.replays > 0 else None
            return
        if callback.tries < len(RETRY_SECONDS):
            callback.due_at = self._timeline.after(RETRY_SECONDS[callback.tries])
            callback.tries += 1

    async def _send(self, callback: Callback, note: str) -> Attempt:
        at = clock.now() - (timedelta(minutes=10) if note == "old timestamp" else timedelta())
        body = self._body(callback)
        headers = self._signer.headers(self._signer.callback_serial(), body, at, forged=note == "forged signature")
        attempt = await self._post(callback.url, body, headers, note)
        callback.attempts.append(attempt)
        return attempt

    async def _post(self, url: str, body: str, headers: dict[str, str], note: str) -> Attempt:
        common = {"Content-Type": "application/json", "User-Agent": "Mozilla/4.0", "Request-ID": str(uuid4())}
        try:
            answer = await self.client.post(url, content=body, headers=common | headers, timeout=ANSWER_SECONDS)
        except httpx.HTTPError as error:
            return Attempt(self._timeline.now(), note, None, f"{type(error).__name__}: {error}")
        failed = answer.status_code not in {200, 204}
        return Attempt(self._timeline.now(), note, answer.status_code, answer.text[:500] if failed else None)

    def _body(self, callback: Callback) -> str:
        resource = self._signer.encrypt(json.dumps(callback.resource, ensure_ascii=False), callback.original_type)
        return json.dumps(
            {
                "id": callback.id,
                "create_time": rfc3339(callback.created_at),
                "resource_type": "encrypt-resource",
                "event_type": callback.event_type,
                "summary": callback.summary,
                "resource": {"original_type": callback.original_type, **resource},
            },
            ensure_ascii=False,
        )

    def _sample(self) -> Callback:
        if self._state.callbacks:
            return self._state.callbacks[-1]
        now = self._timeline.now()
        return Callback("", "TRANSACTION.SUCCESS", "支付成功", "transaction", "", "", {}, now, None)
