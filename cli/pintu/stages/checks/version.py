"""`requires`: the oldest Pintu that will do."""

from collections.abc import Iterator

from pintu import __version__
from pintu.model.blueprint import Blueprint
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import at


def check(blueprint: Blueprint) -> Iterator[Diagnostic]:
    """Each layer may ask for a version of its own; all of them have to be content."""
    for layer in blueprint.layers:
        said = at(layer.data, ("requires",))
        if not isinstance(said, str):
            continue
        from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415  few blueprints ask

        where, args = layer.document.where(("requires",)), {"requires": said, "version": __version__}
        try:
            if not SpecifierSet(said).contains(__version__, prereleases=True):
                yield Diagnostic("blueprint.other_version", where, args)
        except InvalidSpecifier:
            yield Diagnostic("blueprint.bad_requires", where, args)
