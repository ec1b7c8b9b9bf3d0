"""What the pages of components heard: each keeps its events in `data.events` (see app/heard.js)."""

from typing import Any

from shown import Shown


def heard(shown: Shown, of: str | None = None) -> list[tuple[str, Any]]:
    """Name and detail of each event so far; `of` only those of the element with that id."""
    return [(event["type"], event["detail"]) for event in shown.data("events") if of in (None, event["id"])]


def wait_for(shown: Shown, kind: str, of: str, times: int = 1) -> Any:  # noqa: ANN401  a detail is anything
    """The detail of an event that an element triggers, when it comes (the `times`-th one of that name)."""
    script = """([kind, of, times]) => {
      const told = getCurrentPages().at(-1).data.events.filter(({ type, id }) => type === kind && id === of)
      return told.length >= times && { detail: told[times - 1].detail }
    }"""
    return shown.page.wait_for_function(script, arg=[kind, of, times]).json_value()["detail"]


def set_data(shown: Shown, **data: object) -> None:
    """`this.setData` of the page on the screen."""
    shown.call("(data) => getCurrentPages().at(-1).setData(data)", data)


def drag(shown: Shown, selector: str, by: tuple[int, int], *, start: tuple[float, float] = (0.5, 0.5)) -> None:
    """Drag an element with the mouse, from a place in it (as parts of its size) so many px to the right and down."""
    box = shown.element(selector).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * start[0], box["y"] + box["height"] * start[1]
    mouse = shown.page.mouse
    mouse.move(x, y)
    mouse.down()
    for step in range(1, 6):
        mouse.move(x + by[0] * step / 5, y + by[1] * step / 5)
    mouse.up()
