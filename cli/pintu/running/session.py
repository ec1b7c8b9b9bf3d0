"""One `pintu run`: the backend, the preview beside it, and with `--watch` whatever has to happen on a change."""

import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

from pintu import console
from pintu.errors import UserError
from pintu.preview.project import Preview
from pintu.preview.watch import INTERVAL, Watched
from pintu.running import process
from pintu.running.backend_files import Backend


@dataclass(frozen=True, slots=True)
class Session:
    root: Path
    python: Path
    port: int
    preview: Preview | None

    @property
    def url(self) -> str:
        return f"http://{process.HOST}:{self.port}/"

    def serve(self) -> int:
        """Until the backend ends by itself; returns its exit status."""
        with self._backend() as running:
            self._begin(running)
            return running.wait()

    def watch(self, inputs: Iterable[Path], made_anew: Callable[[], Iterable[Path]]) -> int:
        """The same, following changes meanwhile.

        `inputs` is what the project is made from; `made_anew` brings it up to date and tells what that is now. It may
        raise `UserError`: a blueprint at fault changes nothing. A backend that has run once and ends is waited for: the
        next change may mend it.
        """
        sources = Watched(*inputs)
        backend, miniprogram = Backend(self.root / "backend"), Watched(self.root / "miniprogram")
        is_first, is_wrong = True, False
        while True:
            with self._backend() as running:
                is_up = self._begin(running) if is_first else process.wait_until_ready(running, self.port)
                if is_first and not is_up:
                    return running.wait()
                if is_first:
                    console.say("preview.watching")
                is_first, is_up = False, True
                while not backend.needs_a_start():
                    if not is_up:
                        time.sleep(INTERVAL)  # until the next look
                    elif _has_ended(running):
                        is_up = False
                        console.say("preview.backend_ended")
                    if sources.changed():
                        made = _made(made_anew)
                        if made and is_wrong:
                            console.say("preview.mended")
                        sources, is_wrong = made or sources, made is None
                    if miniprogram.changed():
                        self._bundled_anew()
            console.say("preview.restarting")

    def _backend(self) -> "AbstractContextManager[subprocess.Popen[bytes]]":
        environment = self.preview.environment if self.preview else {}
        return process.backend(self.python, self.root / "backend", self.port, environment)

    def _begin(self, running: "subprocess.Popen[bytes]") -> bool:
        """The bundle is made while the backend starts. Whether it has started."""
        built = self.preview.build() if self.preview else None
        if not process.wait_until_ready(running, self.port):
            return False
        console.say("run.ready", url=self.url)
        if built:
            console.say("preview.ready", url=f"{self.url}preview/", seconds=f"{built.milliseconds / 1000:.1f}")
        return True

    def _bundled_anew(self) -> None:
        if self.preview is None:
            return
        started = time.monotonic()
        if self.preview.build().written:
            console.say("preview.rebuilt", seconds=f"{time.monotonic() - started:.1f}")


def _made(made_anew: Callable[[], Iterable[Path]]) -> Watched | None:
    """What the project is made from now; None where that is wrong, which is shown."""
    try:
        return Watched(*made_anew())
    except UserError as error:
        console.show(error.diagnostics)
        return None


def _has_ended(running: "subprocess.Popen[bytes]") -> bool:
    """Waits for as long as it takes until the next look."""
    with suppress(subprocess.TimeoutExpired):
        running.wait(INTERVAL)
        return True
    return False
