"""What several tests of the frame do."""

from shown import Shown


def log(shown: Shown) -> list[str]:
    """What the mini-program noted down since the last look."""
    return list(shown.call("() => getApp().globalData.log.splice(0)"))


def paths(shown: Shown) -> list[str]:
    """The pages that are open, the one on the screen last."""
    return list(shown.call("() => getCurrentPages().map(({ route }) => route)"))


def settle(shown: Shown) -> None:
    """Two frames later: what waits for a layout has happened."""
    shown.call("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
