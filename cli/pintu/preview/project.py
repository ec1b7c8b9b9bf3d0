"""The preview of one project: what has to be installed, where the bundle goes, and what it says."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pintu import console
from pintu.errors import UserError
from pintu.javascript.node import require_node
from pintu.preview.bundle import Built, Bundler, bundler

FOLDER = ".pintu/preview"
VARIABLE = "PREVIEW_FOLDER"
"""The environment variable by which the project's development server finds the bundle."""


@dataclass(frozen=True, slots=True)
class Preview:
    bundler: Bundler
    out: Path

    @property
    def environment(self) -> dict[str, str]:
        return {VARIABLE: str(self.out.resolve())}

    def build(self) -> Built:
        """Bundle, and show what is wrong: the page shows the same."""
        built = self.bundler.build()
        console.show(built.diagnostics)
        if not built.written:
            console.say("preview.not_built")
        return built


@contextmanager
def preview(root: Path) -> Iterator[Preview | None]:
    """The preview of the project in `root`, or None where it cannot be: then it has been said why, and what to do."""
    miniprogram, out = root / "miniprogram", root / FOLDER
    if not (miniprogram / "app.json").is_file():
        console.say("preview.no_miniprogram")
        yield None
        return
    with ExitStack() as stack:
        try:
            bundling = bundler(require_node(), miniprogram, out, lambda: console.say("preview.installing"))
            running = stack.enter_context(bundling)
        except UserError as error:
            console.show(error.diagnostics)
            console.say("preview.left_out")
            yield None
            return
        out.mkdir(parents=True, exist_ok=True)
        yield Preview(running, out)
