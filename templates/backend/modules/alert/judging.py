"""Rules over what devices tell, in the transaction that keeps it.

A rule is judged for every message that tells something new, by the device's own clock: what comes late, and is older
than what is known already, raises nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.conditions import Value, Window
from app.modules.alert import opening
from app.modules.alert.models import Alarm, Progress
from app.modules.alert.settings import AlertSettings, Rule, compiled
from app.modules.device import api as device
from app.modules.device.api import Taken

_Looked = Mapping[device.Look, float | None]
_SINCE = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Moment:
    """One device at one moment, and all that is known of it then."""

    device_id: int
    at: datetime
    at_ms: int
    values: Mapping[str, Value]


class Judge:
    """Hears what devices tell."""

    async def took(self, session: AsyncSession, told: Sequence[Taken]) -> None:
        rules = AlertSettings.load()
        of_type = {kind: rules.of_type(kind) for kind in {one.type for one in told}}
        heard = [one for one in told if of_type[one.type]]
        if not heard:
            return
        known = await device.latest(session, {one.device_id for one in heard})
        memory = await _Memory.load(session, sorted(known))
        moments = [(one, _moment(one, known[one.device_id])) for one in heard]
        looked = await device.look(
            session,
            {
                look
                for one, moment in moments
                if moment
                for _, rule in of_type[one.type]
                for look in _looks(rule, moment)
            },
        )
        for one, moment in moments:
            for name, rule in of_type[one.type]:
                if rule.no_data is not None:
                    await memory.end(name, one.device_id)
                elif moment:
                    await _judge(memory, name, rule, moment, looked)
        await memory.write()


def _moment(one: Taken, known: dict[str, tuple[device.Value, int]]) -> _Moment | None:
    """None where everything is known better already."""
    at_ms = (one.at - _SINCE) // timedelta(milliseconds=1)
    fresh = {name: (value, at_ms) for name, value in one.values.items() if name not in known or at_ms >= known[name][1]}
    known.update(fresh)
    values = {name: value for name, (value, _) in known.items()}
    return _Moment(one.device_id, one.at, at_ms, values) if fresh else None


async def _judge(memory: "_Memory", name: str, rule: Rule, moment: _Moment, looked: _Looked) -> None:
    holds = _comes_to(rule.when or "", moment, looked)
    key = (moment.device_id, name)
    if alarm := memory.alarms.get(key):
        if holds is True:
            alarm.count += 1
            alarm.last_at = moment.at
        elif _comes_to(rule.clear, moment, looked) is True if rule.clear else holds is False:
            await memory.end(name, moment.device_id)
    elif holds is True:
        progress = memory.progress_of(key)
        if progress.since_ms is None:
            progress.since_ms = moment.at_ms
            progress.times_ms = [*_within(progress.times_ms, rule, moment), moment.at_ms]
        lasted = moment.at_ms - progress.since_ms >= rule.holds_for / timedelta(milliseconds=1)
        if lasted and len(_within(progress.times_ms, rule, moment)) >= rule.times:
            await memory.begin(name, rule, moment)
    elif holds is False and key in memory.progress:
        progress = memory.progress[key]
        progress.since_ms = None
        progress.times_ms = _within(progress.times_ms, rule, moment) if rule.times > 1 else []


def _within(times_ms: Sequence[int], rule: Rule, moment: _Moment) -> list[int]:
    """The last of them, as many as the rule counts, and as long ago as it looks back."""
    if rule.within is None:
        return list(times_ms)[-rule.times :]
    earliest = moment.at_ms - rule.within / timedelta(milliseconds=1)
    return [at_ms for at_ms in times_ms if at_ms >= earliest][-rule.times :]


def _looks(rule: Rule, moment: _Moment) -> Iterator[device.Look]:
    """What has to be asked of the series before the rule can be judged."""
    for condition in filter(None, (rule.when, rule.clear)):
        for window in compiled(condition).windows:
            yield _look(window, moment)


def _look(window: Window, moment: _Moment) -> device.Look:
    since_ms = moment.at_ms - window.seconds * 1000
    return device.Look(window.function, moment.device_id, window.name, since_ms, moment.at_ms)


def _comes_to(condition: str, moment: _Moment, looked: _Looked) -> Value:
    return compiled(condition).evaluate(moment.values, lambda window: looked[_look(window, moment)])


class _Memory:
    """Open alarms of the devices of a batch, and how far they have come towards others."""

    def __init__(self, session: AsyncSession, alarms: Sequence[Alarm], progress: Sequence[Progress]) -> None:
        self.session = session
        self.alarms = {(one.device_id, one.rule): one for one in alarms}
        self.progress = {(one.device_id, one.rule): one for one in progress}

    @classmethod
    async def load(cls, session: AsyncSession, ids: Sequence[int]) -> "_Memory":
        alarms = await session.scalars(
            sa.select(Alarm).where(Alarm.device_id.in_(ids), Alarm.cleared_at.is_(None)),
            execution_options={"populate_existing": True},
        )
        progress = await session.scalars(
            sa.select(Progress).where(Progress.device_id.in_(ids)), execution_options={"populate_existing": True}
        )
        return cls(session, alarms.all(), progress.all())

    def progress_of(self, key: tuple[int, str]) -> Progress:
        if key not in self.progress:
            self.progress[key] = Progress(device_id=key[0], rule=key[1], since_ms=None, times_ms=[])
        return self.progress[key]

    async def begin(self, name: str, rule: Rule, moment: _Moment) -> None:
        key = (moment.device_id, name)
        if alarm := await opening.begin(
            self.session, name, rule, device_id=moment.device_id, at=moment.at, values=moment.values
        ):
            self.alarms[key] = alarm
        progress = self.progress[key]
        progress.since_ms, progress.times_ms = None, []

    async def end(self, name: str, device_id: int) -> None:
        if alarm := self.alarms.pop((device_id, name), None):
            await opening.end(self.session, alarm)

    async def write(self) -> None:
        """Only what there is to remember is kept."""
        for one in self.progress.values():
            empty, kept = one.since_ms is None and not one.times_ms, sa.inspect(one).persistent
            if empty and kept:
                await self.session.delete(one)
            elif not empty and not kept:
                self.session.add(one)
        await self.session.flush()
