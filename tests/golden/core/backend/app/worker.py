"""`python -m app.worker`: works off jobs in a process of its own; any number may run.

The web processes then run with RUN_JOBS=false.
"""

import asyncio
import signal
from contextlib import suppress

from app.core import observability
from app.core.application import open_resources, start, working
from app.core.settings import settings
from app.permissions import PERMISSIONS
from app.registry import MODULES

PULSE_SECONDS = 5


async def main() -> None:
    observability.configure_logs(settings().log_format)
    start(MODULES, PERMISSIONS)
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with open_resources(settings().database_url, MODULES) as resources, working(resources, MODULES):
        while not stopped.is_set():
            if pulse := settings().pulse_file:
                pulse.touch()
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), PULSE_SECONDS)


if __name__ == "__main__":
    asyncio.run(main())
