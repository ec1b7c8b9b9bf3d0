"""Ports for the servers of tests."""

import secrets
import socket
from contextlib import suppress

NOT_LENT = range(20_000, 32_000)
"""The system gives these to nobody's connection: whoever restarts a server finds its port free."""


def free_port() -> int:
    while True:
        port = secrets.choice(NOT_LENT)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
