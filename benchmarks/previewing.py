"""The preview: when its home page is painted, how soon a changed blueprint shows, and what a first bundle costs.

`plain` is the same page as the browser has it once everything is there: one HTML file with its styles and without
scripts, from the same server, with the same pictures.
"""

import json
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import PINTU, Line
from pintu.javascript.node import require_node
from pintu.preview.bundle import bundler

ROOT = Path(__file__).parents[1]
TIMES = 9
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
LAST = "安溪铁观音"
"""The name of a product that is on the home page, and nowhere above the products."""
WHEN_SHOWN = f"""
const say = (at) => new PerformanceObserver((list) => {{
  for (const {{ startTime }} of list.getEntriesByName("first-contentful-paint"))
    console.info("shown", performance.timeOrigin + startTime, performance.timeOrigin + at);
}}).observe({{ type: "paint", buffered: true }});
const look = () => document.body?.textContent.includes({json.dumps(LAST)})
  ? requestAnimationFrame(() => setTimeout(() => say(performance.now())))
  : requestAnimationFrame(look);
look();
"""
"""Told by the document that the product is in, in milliseconds since the epoch."""
AS_PLAIN = """
() => {
  const styles = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
  const page = document.documentElement.cloneNode(true);
  for (const gone of page.querySelectorAll("script, link, style")) gone.remove();
  for (const image of page.querySelectorAll("img")) image.src = new URL(image.src, location).href;
  return `<!doctype html>${page.outerHTML}`.replace("</head>", `<style>${styles.join("\\n")}</style></head>`);
}
"""


def lines(scratch: Path) -> Iterator[Line]:
    project = scratch / "shop"
    command = [PINTU, "generate", str(ROOT / "blueprints" / "retail.yaml"), "-o", str(project)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own
    with running(project, scratch / "said.txt") as url, browser() as chromium:
        ours, plain = painted(chromium, project, url)
        yield within("first paint of the home page at /preview/ / the same as plain HTML", ours.first, plain.first, 3)
        yield within("its last product painted / the same as plain HTML", ours.last, plain.last, 5)
        yield within("a changed blueprint is on the screen / 2 s", median(changes(chromium, project, url)), 2, 1)
    yield within("the first bundle, from nothing / 5 s", median(bundled(project, scratch)), 5, 1)


def within(what: str, ours: float, other: float, bound: float) -> Line:
    """Seconds, on the clock alone: a browser's work is spread over many processes."""
    ratio = ours / other
    return Line(what, f"{ours * 1000:.0f} ms", f"{other * 1000:.0f} ms", ratio, ratio, f"<= {bound:g}", ratio <= bound)


@contextmanager
def running(project: Path, log: Path) -> Iterator[str]:
    """The shop's address, once its preview is there. It is served for as long as the block lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("w", encoding="utf-8") as output:
        command = [PINTU, "run", str(project), "--watch", "--port", str(port)]
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603  our own
    try:
        while "/preview/ (" not in log.read_text("utf-8"):
            if process.poll() is not None:
                raise RuntimeError(log.read_text("utf-8")[-2000:])
            time.sleep(0.1)  # between two looks
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


@contextmanager
def browser() -> Iterator[Browser]:
    program = next(path for name in CHROMIUM if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@dataclass(frozen=True)
class Painted:
    """Seconds from the start of the navigation until the first contentful paint, and until everything is there."""

    first: float
    last: float


def painted(chromium: Browser, project: Path, url: str) -> tuple[Painted, Painted]:
    """Medians: ours, and plain. In turns, each with nothing in the browser's cache."""
    page, _ = visitor(chromium, f"{url}/preview/")
    (project / ".pintu" / "preview" / "plain.html").write_text(page.frames[-1].evaluate(AS_PLAIN), "utf-8")
    page.context.close()
    found: dict[str, list[Painted]] = {"/preview/": [], "/preview/plain.html": []}
    for _ in range(TIMES):
        for path, seen in found.items():
            page, after = visitor(chromium, url + path)
            seen.append(after)
            page.context.close()
    ours, plain = (
        Painted(median(one.first for one in seen), median(one.last for one in seen)) for seen in found.values()
    )
    return ours, plain


def visitor(chromium: Browser, address: str) -> tuple[Page, Painted]:
    """A page of somebody who was never there, and when the home page was painted."""
    page = chromium.new_context(viewport={"width": 1200, "height": 1000}, locale="zh-CN").new_page()
    page.add_init_script(WHEN_SHOWN)
    with page.expect_console_message(lambda message: message.text.startswith("shown ")) as heard:
        page.goto(address)
    began = float(page.evaluate("performance.timeOrigin"))
    first, last = (float(at) - began for at in heard.value.text.split()[1:])
    return page, Painted(first / 1000, max(first, last) / 1000)


def changes(chromium: Browser, project: Path, url: str) -> Iterator[float]:
    """Seconds from the moment when the blueprint is written until the phone shows the shop's new name."""
    blueprint = project / "blueprint.yaml"
    written = blueprint.read_text("utf-8")
    page, _ = visitor(chromium, f"{url}/preview/")
    for number in range(5):
        name = f"第{number}家茶铺"
        blueprint.write_text(written.replace("name: 山月茶铺", f"name: {name}", 1), "utf-8")
        started = time.perf_counter()
        page.frame_locator("#app").get_by_text(name, exact=True).first.wait_for(timeout=60_000)
        yield time.perf_counter() - started
    page.context.close()


def bundled(project: Path, scratch: Path) -> Iterator[float]:
    """Seconds from starting the bundler until its first bundle is written."""
    for number in range(3):
        started = time.perf_counter()
        with bundler(require_node(), project / "miniprogram", scratch / f"bundle{number}") as bundling:
            bundling.build()
            yield time.perf_counter() - started
