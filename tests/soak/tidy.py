"""A plugin for pytest: a process that is still there at the end is a failure, and is ended.

All that a soak starts inherits one variable of its environment, however far it has moved from its parent.
"""

import os
import secrets
import signal
from collections.abc import Generator

import psutil
import pytest

NAME = "SOAK_RUN"
OURS = os.environ.setdefault(NAME, secrets.token_hex(8))
LEFT = pytest.StashKey[list[str]]()


def left_behind() -> list[psutil.Process]:
    """Processes of this run other than this one and those that started it."""
    own = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    return [process for process in psutil.process_iter() if process.pid not in own and _is_ours(process)]


def _is_ours(process: psutil.Process) -> bool:
    try:
        return bool(process.environ().get(NAME) == OURS)
    except psutil.Error:  # another user's, or gone by now
        return False


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that fixtures are torn down


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    """After the workers have ended, and before the summary."""
    yield
    if hasattr(session.config, "workerinput"):
        return
    left = left_behind()
    session.config.stash[LEFT] = [f"{process.pid} {' '.join(process.cmdline())}" for process in left]
    for process in left:
        process.kill()
    if left:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(LEFT, []):
        terminalreporter.write_line(f"left behind, now killed: {line}", red=True)
