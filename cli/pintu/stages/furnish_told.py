"""What `furnish` has to say, and what pages, blocks and permissions share: whether their module is in."""

from collections.abc import Sequence

from pintu.model.blueprint import Dropped
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Path, Where, dotted
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.stages.layers import merge_layers
from pintu.stages.resolve_choice import choose


class Told:
    """Collects diagnostics and what is dropped silently."""

    def __init__(self, resolution: Resolution, catalogue: Catalogue, before: Sequence[Diagnostic]) -> None:
        self.resolution = resolution
        self.catalogue = catalogue
        self.found: list[Diagnostic] = []
        self.dropped: list[Dropped] = []
        self._misspelt = {str(d.args["module"]) for d in before if d.code == "module.unknown"}
        self._at_fault = {diagnostic.where.path for diagnostic in before}
        self._before: dict[int, set[str]] = {}

    def say(self, code: str, path: Path, fix: str | None = None, **args: object) -> None:
        self.found.append(Diagnostic(code, self.resolution.blueprint.where(*path), args, fix=fix))

    def is_at_fault(self, path: Path) -> bool:
        """Whether something has been said of `path` already."""
        return dotted(path) in self._at_fault

    def is_told(self, module: str) -> bool:
        """Whether it has been said that there is no such module: then its pages need no words."""
        return module in self._misspelt

    def out(  # noqa: PLR0913  where it is said, by whom, and of what
        self, code: str, path: Path, said_at: Path, module: str, *, where: Where | None = None, name: str
    ) -> None:
        """Something of a module that is not in: dropped where a higher layer than that of `said_at` took it out.

        `where` is its place if that is not `path` in the blueprint.
        """
        blueprint = self.resolution.blueprint
        place = where or blueprint.where(*path)
        if by := self._removed_above(module, blueprint.level(said_at)):
            self.dropped.append(Dropped(place, f"{path[0]}: {name}", by))
        else:
            self.found.append(Diagnostic(code, place, {"name": name, "module": module}))

    def _removed_above(self, module: str, level: int) -> Where | None:
        """Where a layer above `level` takes `module` out, or takes out what brought it in."""
        blueprint = self.resolution.blueprint
        if blueprint.get("modules", module) is False and blueprint.level(("modules", module)) > level:
            return blueprint.where("modules", module)
        if module not in self._chosen_up_to(level):
            return None
        named = blueprint.get("modules")
        removed = [id_ for id_, value in named.items() if value is False] if isinstance(named, dict) else []
        above = [id_ for id_ in removed if blueprint.level(("modules", id_)) > level]
        return blueprint.where("modules", above[0]) if above else None

    def _chosen_up_to(self, level: int) -> set[str]:
        """The modules that would be in if there were no layer above `level`."""
        if level not in self._before:
            merged = merge_layers(layer.data for layer in self.resolution.blueprint.layers[: level + 1])
            modules = merged.get("modules")
            self._before[level] = set(choose(modules if isinstance(modules, dict) else {}, self.catalogue).modules)
        return self._before[level]
