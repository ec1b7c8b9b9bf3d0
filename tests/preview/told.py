"""What the pages of sounds were told: each keeps it in `data.events`, by the listener's name without `on`."""

from typing import Any

from shown import Shown


def told(shown: Shown) -> list[str]:
    """The names so far."""
    return [event["name"] for event in shown.data("events")]


def wait_for(shown: Shown, name: str, times: int = 1) -> Any:  # noqa: ANN401  a detail is anything
    """The `times`-th event of that name."""
    script = """([name, times]) => {
      const told = getCurrentPages().at(-1).data.events.filter((one) => one.name === name)
      return told.length >= times && { found: told[times - 1] }
    }"""
    return shown.page.wait_for_function(script, arg=[name, times]).json_value()["found"]
