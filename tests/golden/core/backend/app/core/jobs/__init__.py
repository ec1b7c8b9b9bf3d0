"""Work that happens after a commit: event handlers, timers, calls to the outside.

One table is outbox, queue and timer. A row is written in the transaction that makes it necessary, so that there is no
fact without its consequence and no consequence without its fact. See `queue.py` (writing rows), `worker.py` (working
them off).
"""

from app.core.jobs.model import Job
from app.core.jobs.queue import (
    JobContext,
    Payload,
    RetryLater,
    every,
    purge,
    register,
    register_outside,
    revive,
    schedule,
    schedule_each,
)

__all__ = [
    "Job",
    "JobContext",
    "Payload",
    "RetryLater",
    "every",
    "purge",
    "register",
    "register_outside",
    "revive",
    "schedule",
    "schedule_each",
]
