"""HTTP clients for other companies' APIs, opened in one place: tests put a stand-in behind them without a socket."""

import httpx

_transport: httpx.AsyncBaseTransport | None = None


def route_through(transport: httpx.AsyncBaseTransport | None) -> None:
    """Let every client opened from now on speak to `transport`; `None` goes back to the network."""
    global _transport  # noqa: PLW0603  # one network per process
    _transport = transport


def open_http(base_url: str = "", *, timeout: float) -> httpx.AsyncClient:
    """A client whose requests take at most `timeout` seconds. Close it with `async with`."""
    return httpx.AsyncClient(base_url=base_url, timeout=timeout, transport=_transport)
