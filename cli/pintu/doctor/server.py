"""Whether a server that an address names can be reached."""

import socket
from urllib.parse import urlsplit

from pintu.doctor.finding import Finding

PATIENCE_SECONDS = 3


def server(what: str, url: str, usual_port: int) -> Finding:
    """`<what>_server` says whether somebody listens there; `<what>_url` that it is no address.

    Shown without user and password.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "localhost", parts.port or usual_port
    except ValueError:
        return Finding(f"{what}_url", "missing", required=True)
    try:
        with socket.create_connection((host, port), PATIENCE_SECONDS):
            return Finding(f"{what}_server", "ok", f"{host}:{port}", required=True)
    except OSError:
        return Finding(f"{what}_server", "missing", f"{host}:{port}", required=True)
