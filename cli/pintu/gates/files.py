"""Every page and component has its files, whatever is referred to is there, nothing lies about unused, names travel."""

import re
from collections.abc import Iterator

from pintu.gates import configuration
from pintu.gates.gate import Gate, Subject
from pintu.gates.source.app import MiniProgram
from pintu.gates.source.npm import NPM
from pintu.gates.source.reach import in_use, is_whole, offered
from pintu.gates.source.references import Reference, references
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Document
from pintu.paths import collision

PARTS_OF_COMPONENT = (".js", ".json", ".wxml")
NAME = re.compile(r"[A-Za-z0-9_@./-]+")


def look(subject: Subject) -> Iterator[Diagnostic]:
    app = subject.app
    yield from configuration.look(app)
    used = in_use(app)
    for path in used:
        if not path.startswith(f"{NPM}/"):
            for reference in references(app, path):
                yield from _about(app, reference, packages="packages" not in subject.missing)
    for path in sorted(app.own.keys() - used.keys() - offered(app).keys()) if is_whole(app) else ():
        yield Diagnostic("files.dead", app.where(path), {"path": path}, severity="warning")
    for path in app.unpacked:
        yield Diagnostic("files.not_packed", app.where(path), {"path": path}, severity="warning")
    for path in app.own:
        if not NAME.fullmatch(path):
            yield Diagnostic("files.bad_name", app.where(path), {"path": path})
    if same := collision(app.own):
        yield Diagnostic("files.same_name", app.where(same[1]), {"path": same[1], "other": same[0]})


def _about(app: MiniProgram, reference: Reference, *, packages: bool) -> Iterator[Diagnostic]:
    if reference.target is None:
        if packages or not app.is_of_npm(reference.written):
            yield Diagnostic("files.missing", reference.where, {"path": reference.written})
    elif reference.kind == "component" and not reference.target.startswith(f"{NPM}/"):
        for suffix in PARTS_OF_COMPONENT:
            if app.find(reference.target + suffix) is None:
                args = {"component": reference.written, "file": reference.target + suffix}
                yield Diagnostic("files.component_missing", reference.where, args)
        settings = app.json(f"{reference.target}.json")
        if isinstance(settings, Document) and settings.data.get("component") is not True:
            args = {"component": reference.written}
            if reference.target not in app.pages:
                yield Diagnostic("files.no_component", app.where_in(f"{reference.target}.json", ()), args)


GATE = Gate("files", ("miniprogram", "pages"), look)
