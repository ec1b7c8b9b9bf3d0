"""What a generated backend needs, and whether this Python has it."""

import hashlib
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from pintu.errors import UserError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where


@dataclass(frozen=True, slots=True)
class Needs:
    """Requirements as pip writes them, and the file that pins versions, where there is one."""

    requirements: tuple[str, ...]
    constraints: Path | None = None
    pins: str = ""
    purpose: str = "run"
    """What they are for: an environment may have been made for several purposes."""

    @property
    def about(self) -> int:
        """About how many packages that is, for a progress bar."""
        return len(_pins(self.pins)) or 4 * len(self.requirements)

    @property
    def digest(self) -> str:
        """Changes when something else has to be installed."""
        return hashlib.sha256("\n".join((sys.version, *self.requirements, self.pins)).encode()).hexdigest()


def read_needs(backend: Path, names: Sequence[str] = ("run",)) -> Needs:
    """Groups of `pyproject.toml` by name, and `constraints.txt`. Raises `UserError` when there is no backend to run."""
    file = backend / "pyproject.toml"
    try:
        groups = tomllib.loads(file.read_text("utf-8"))["dependency-groups"]
        requirements = tuple(str(requirement) for name in names for requirement in groups[name])
    except FileNotFoundError as error:
        raise UserError([Diagnostic("run.no_backend", Where(str(backend)))]) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise UserError([Diagnostic("run.unreadable_backend", Where(str(file)), {"problem": str(error)})]) from error
    constraints = backend / "constraints.txt"
    if not constraints.is_file():
        return Needs(requirements, purpose="-".join(names))
    return Needs(requirements, constraints, constraints.read_text("utf-8"), "-".join(names))


def are_met_here(needs: Needs) -> bool:
    """Whether the running interpreter's environment has all of it, what that needs in turn included."""
    pins = _pins(needs.pins)
    waiting = [(Requirement(text), "") for text in needs.requirements]
    expanded = set()
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name, extras = canonicalize_name(requirement.name), ("", *sorted(requirement.extras))
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            return False
        if not _fits(requirement, found.version) or (name in pins and not _fits(pins[name], found.version)):
            return False
        if (name, extras) not in expanded:
            expanded.add((name, extras))
            waiting += [(Requirement(text), extra) for text in found.requires or () for extra in extras]
    return True


def _fits(requirement: Requirement, version: str) -> bool:
    return requirement.specifier.contains(version, prereleases=True)


def _pins(constraints: str) -> Mapping[str, Requirement]:
    return {canonicalize_name(pin.name): pin for pin in _lines(constraints)}


def _lines(constraints: str) -> Iterator[Requirement]:
    for line in constraints.splitlines():
        try:
            pin = Requirement(line.partition("#")[0].strip())
        except InvalidRequirement:
            continue
        if pin.marker is None or pin.marker.evaluate():
            yield pin
