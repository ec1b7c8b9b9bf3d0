"""No message goes to an address of an own network, whatever it is called."""

import pytest

from app.core.settings import settings
from app.modules.open_api import addresses, webhooks
from app.modules.open_api.errors import AddressRefused
from tests.open_api.partners import EVENT, EVERYTHING, HOOKS
from tests.types import AsStaff


@pytest.mark.parametrize(
    "url",
    [
        "http://partner.example.com/",
        "ftp://partner.example.com/",
        "https://",
        "https://localhost/",
        "https://intranet/",
        "https://nas.local/",
        "https://db.internal/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://10.0.0.1/",
        "https://192.168.1.1:8443/",
        "https://169.254.169.254/latest",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://[fe80::1%25eth0]/",
        "https://user:pass@partner.example.com/",
        "https://partner.example.com/#part",
        "https://partner.example.com:0/",
        "https://partner.example.com:99999/",
        "https://partner。example.com/",
    ],
)
def test_refused_in_production(url: str) -> None:
    with pytest.raises(AddressRefused):
        addresses.parse(url, strict=True)


@pytest.mark.parametrize(
    "url", ["https://partner.example.com/a?b=c", "https://8.8.8.8:8443/", "https://[2606:4700::1]/"]
)
def test_taken_in_production(url: str) -> None:
    assert addresses.parse(url, strict=True).hostname


def test_a_developer_may_have_his_own() -> None:
    assert addresses.parse("http://127.0.0.1:9000/hook", strict=False).port == 9000


def resolving(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    async def getaddrinfo(_loop: object, host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        assert (host, port) == ("partner.example.com", 8443)
        if not found:
            raise OSError
        return [(0, 0, 0, "", (address, port)) for address in found]

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", getaddrinfo)


async def test_the_address_that_was_checked_is_the_one(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, "93.184.216.34")
    found = await addresses.target("https://partner.example.com:8443/a?b=c", strict=True)
    assert found == addresses.Target(
        "https://93.184.216.34:8443/a?b=c",
        {"Host": "partner.example.com:8443"},
        {"sni_hostname": "partner.example.com"},
    )
    resolving(monkeypatch, "2606:4700::1")
    found = await addresses.target("https://partner.example.com:8443/", strict=True)
    assert found.url == "https://[2606:4700::1]:8443/"


@pytest.mark.parametrize("found", [["10.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["fe80::1%eth0"], []])
async def test_a_name_that_leads_inside(monkeypatch: pytest.MonkeyPatch, found: list[str]) -> None:
    resolving(monkeypatch, *found)
    with pytest.raises(AddressRefused):
        await addresses.target("https://partner.example.com:8443/", strict=True)


async def test_not_even_registered(as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch) -> None:
    live = settings().model_copy(update={"environment": "production"})
    monkeypatch.setattr(webhooks, "settings", lambda: live)
    boss = await as_staff(EVERYTHING)
    refused = await boss.client.post(HOOKS, json={"url": "https://10.0.0.1/", "events": [EVENT]})
    assert (refused.status_code, refused.json()["code"]) == (422, "WEBHOOK_ADDRESS_REFUSED")
