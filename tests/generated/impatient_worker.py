"""`python -m impatient_worker` in a backend: its worker, whose rows come back after LEASE instead of two minutes."""

import asyncio
from datetime import timedelta

from app.core.jobs import worker
from app.worker import main

LEASE = timedelta(seconds=5)

if __name__ == "__main__":
    worker.LEASE = LEASE
    asyncio.run(main())
