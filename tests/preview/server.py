"""A web server for tests: the bundle at /preview/, and a few addresses that a mini-program may call."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qsl, urlsplit

FILMS = Path(__file__).parent / "films"


@dataclass(frozen=True)
class Server:
    url: str
    folder: Path


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    closing = Event()

    def translate_path(self, path: str) -> str:
        if path.startswith("/films/"):
            return str(FILMS / path.rpartition("/")[2])
        return super().translate_path(path.removeprefix("/preview"))

    def do_GET(self) -> None:
        if self.path.startswith("/api/"):
            self.answer()
        elif "Range" in self.headers:
            self.send_part()
        else:
            super().do_GET()

    def send_part(self) -> None:
        """As a film is asked for: from a byte on, perhaps to another."""
        file = Path(self.translate_path(urlsplit(self.path).path))
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        first, last = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers["Range"]).groups()  # type: ignore[union-attr]
        part = content[int(first) : int(last) + 1 if last else len(content)]
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(part)))
        self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(content)}")
        self.end_headers()
        self.wfile.write(part)

    def do_POST(self) -> None:
        self.answer()

    do_PUT = do_DELETE = do_POST  # noqa: N815  names that http.server looks for

    def answer(self) -> None:
        """/api/echo tells what came; /api/status/404 answers with that status; /api/never holds on till the end."""
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if url.path == "/api/never":
            self.closing.wait()
            return
        status = int(url.path.rpartition("/")[2]) if url.path.startswith("/api/status/") else 200
        told = {
            "method": self.command,
            "query": dict(parse_qsl(url.query)),
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": body.decode("utf-8", "replace"),
        }
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_port}", folder)
    finally:
        Handler.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
