"""The small mini-program in `app/`. Every folder below its `pages/` is a page, whether `app.json` lists it or not."""

import json
import shutil
from pathlib import Path

APP = Path(__file__).parent / "app"


def copy_app(to: Path) -> None:
    """A copy whose main package has the pages that no package lists as well."""
    shutil.copytree(APP, to)
    file = to / "app.json"
    config = json.loads(file.read_text("utf-8"))
    found = sorted(str(page.parent.relative_to(to) / "index") for page in to.glob("pages/*/index.wxml"))
    config["pages"] += [page for page in found if page not in config["pages"]]
    file.write_text(json.dumps(config, ensure_ascii=False), "utf-8")
