"""A generated shop as production runs it: the server and WeChat are processes of their own."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from owner import signed_in_first
from processes import Server, free_port, in_time, web_process, wechat_environment

CONTROL = "/control"


@dataclass(frozen=True)
class Shop:
    server: Server
    wechat: Server
    environment: Mapping[str, str]
    """What another process of the same shop needs, too."""
    owner: str
    """A token."""

    @property
    def api(self) -> str:
        return f"{self.server.url}/api/v1"

    def customer(self, name: str) -> str:
        """The token of somebody who has just signed in."""
        answer = httpx.post(f"{self.api}/auth/wx-login", json={"code": f"person:{name}"})
        return str(answer.raise_for_status().json()["token"])


@contextmanager
def running(project: Path, database_url: str, folder: Path, **more: str) -> Iterator[Shop]:
    """The project's shop with its demo data on the database at `database_url`, and WeChat beside it.

    `more` are variables of its environment.
    """
    backend, wechat_port = project / "backend", free_port()
    environment = {"DATABASE_URL": database_url, "MEDIA_DIR": str(folder / "media"), "LOG_FORMAT": "json", **more}
    one_time = _prepared(backend, environment, folder)
    wechat_words = ("devtools.wechat", "--port", str(wechat_port))
    environment |= wechat_environment(backend, wechat_port)
    wechat_url = f"http://127.0.0.1:{wechat_port}"
    wechat = Server(backend, wechat_words, wechat_url, folder / "wechat.log", ready=f"{CONTROL}/state")
    server = web_process(backend, environment, folder / "shop.log")
    try:
        wechat.start()
        server.start()
        yield Shop(server, wechat, environment, signed_in_first(server.url, "owner", one_time))
    finally:
        server.kill()
        wechat.kill()


def _prepared(backend: Path, environment: Mapping[str, str], folder: Path) -> str:
    """Migrated and with demo data; the first owner's one-time password."""
    ready, port = folder / "ready.json", free_port()
    words = ("devtools.run", "--port", str(port), "--ready-file", str(ready))
    first = Server(backend, words, f"http://127.0.0.1:{port}", folder / "first.log", environment, "/readyz")
    try:
        first.start()
        in_time(ready.is_file)
        return str(json.loads(ready.read_text("utf-8"))["password"])
    finally:
        first.kill()
