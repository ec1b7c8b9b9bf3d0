"""What the preview supports, `docs/preview.md`, made from the tables beside its code.

python tests/repository/preview_reference.py     write it anew
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pintu.preview.bundle import HOST

PAGE = Path(__file__).parents[2] / "docs" / "preview.md"
HEAD = """\
# The preview

`pintu run` shows the mini-program at `/preview/` of the running backend: real pages, life cycles and components, drawn
in a browser. It needs Node 20 or newer; `pintu run --no-preview` does without. Above the phone stand its model, its
theme, its text size, its connection, who holds it, and the address of the page that is shown. Whoever holds it has a
storage, a session and a phone number of his own, so that one can invite the other (`?person=` takes any name).

Calls to a backend on this machine go to the one that serves the preview, whatever port the mini-program's configuration
names. Sign-in, phone numbers and payments are answered by the backend's stand-in for WeChat: an order becomes paid only
when the stand-in's signed callback has reached the backend. Where a phone would ask a person or a sensor (an address, a
code to scan, a place), a form asks; each may be cancelled, and the call then fails as in WeChat. Interfaces that touch
personal data wait for consent to the privacy guide first. What WeChat itself would remember (consent, permissions,
subscriptions) stays in the browser's storage until that is cleared.

It reads what WeChat reads without plugins of its DevTools: JavaScript, WXML, WXSS, WXS, JSON, and npm packages, built
or only installed. TypeScript, Less, Sass, workers, cloud functions, plugins, `definitionFilter` and Skyline's own
components are left out.

What the preview does not know says so once in the console, by name. A preview is no proof: look at the mini-program in
WeChat DevTools and on a phone before it goes out.

This page is made from `cli/pintu/preview/host/support/` (`python tests/repository/preview_reference.py`).
"""

Table = dict[str, dict[str, Any]]


def table(name: str) -> Table:
    """A table of what is supported: the status of each name, and how it differs."""
    return dict(json.loads((HOST / "support" / f"{name}.json").read_text("utf-8")))


def page() -> str:
    components, calls = table("components"), table("wx")
    return "\n".join(
        [
            HEAD,
            *_section("Components", "Component", {f"`{name}`": row for name, row in components.items()}),
            *_section("Calls", "Call", {_call(name): row for name, row in calls.items()}),
        ]
    )


def _call(name: str) -> str:
    return f"`{name}`" if name.startswith("this.") else f"`wx.{name}`"


def _section(title: str, head: str, rows: Table) -> Iterator[str]:
    yield f"## {title}\n\n| {head} | |\n|---|---|"
    for name, row in rows.items():
        if row["status"] != "missing":
            yield f"| {name} | {row['how']['en'] if 'how' in row else ''} |"
    missing = [name for name, row in rows.items() if row["status"] == "missing"]
    if missing:
        yield f"\nNot supported: {', '.join(missing)}.\n"
    else:
        yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
