"""Which addresses messages are sent to: public ones, so that nobody can make this server knock at doors behind it.

A name is looked up here, every address that it has is checked, and the message goes to the address that was checked:
a name that answers something else a moment later changes nothing.
"""

import asyncio
import socket
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from app.modules.open_api.errors import AddressRefused

_CARRIERS = (
    IPv6Network("64:ff9b::/96"),
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("2002::/16"),
    IPv6Network("2001::/32"),
)
"""IPv6 networks that lead on to IPv4 addresses."""


@dataclass(frozen=True)
class Target:
    """Where to connect to, and as whom to greet."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)
    extensions: dict[str, str] = field(default_factory=dict)


def is_public(text: str) -> bool:
    """Whether an IP address is one of the internet's."""
    try:
        address: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if isinstance(address, IPv6Address) and any(address in network for network in _CARRIERS):
        return False
    return address.is_global and not address.is_multicast


def parse(url: str, *, strict: bool) -> SplitResult:
    """The parts of an address. `strict` as in production: https, and no address of an own network.

    Raises AddressRefused.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused from None
    host = parts.hostname or ""
    if not host or parts.username or parts.password or parts.fragment or port == 0 or not url.isascii():
        raise AddressRefused
    if parts.scheme not in ({"https"} if strict else {"https", "http"}):
        raise AddressRefused
    private = _is_number(host) or "." not in host or host.endswith((".local", ".internal"))
    if strict and private and not is_public(host):
        raise AddressRefused
    return parts


def _is_number(host: str) -> bool:
    """Whatever a resolver may take for an IP address, "0x7f.1" and "2130706433" included."""
    try:
        socket.inet_aton(host)
    except OSError:
        return ":" in host
    return True


async def target(url: str, *, strict: bool) -> Target:
    """Where to send a message for `url`. Raises AddressRefused, also for a name that nobody knows."""
    parts = parse(url, strict=strict)
    if not strict:
        return Target(url)
    host, port = parts.hostname or "", parts.port or 443
    try:
        rows = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise AddressRefused from None
    found = [str(row[4][0]) for row in rows]
    if not found or not all(is_public(address) for address in found):
        raise AddressRefused
    address = f"[{found[0]}]" if ":" in found[0] else found[0]
    named = f"{host}:{parts.port}" if parts.port else host
    return Target(parts._replace(netloc=f"{address}:{port}").geturl(), {"Host": named}, {"sni_hostname": host})
