"""What a module does after a commit: jobs, timers, and reactions to events, read off its registrations.

jobs.register("order.expire", expire)
jobs.every(timedelta(minutes=5), "payment.ask", ask)
events.on(PaymentSucceeded, mark_paid, name="order.mark_paid")
"""

from collections.abc import Sequence
from dataclasses import asdict

from pintu.model.contract import Contract, Words
from pintu.model.pack import Pack
from pintu.points.point import Entry, Point
from pintu.tree_facts.jobs import jobs


def entries(contract: Contract, pack: Pack) -> Sequence[Entry]:
    return [asdict(job) for job in jobs(contract, pack)]


POINT = Point("jobs", "backend", "tree", Words("后台任务", "Jobs"), ("name", "kind", "trigger"), entries)
