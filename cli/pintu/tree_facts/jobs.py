"""Jobs and listeners: what a module registers with `app.core.jobs` and `app.core.events`."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pintu.model.contract import Contract
from pintu.model.pack import Pack
from pintu.tree_facts.source import Source, keyword, sources

Kind: TypeAlias = Literal["job", "timer", "listener"]

CALLS: dict[str, tuple[Kind, int]] = {
    "app.core.jobs.register": ("job", 0),
    "app.core.jobs.register_outside": ("job", 0),
    "app.core.jobs.every": ("timer", 1),
    "app.core.events.on": ("listener", 2),
    "app.core.events.on_outside": ("listener", 2),
}
"""What a registration is called, what it makes, and which argument is the job's name (or the keyword `name`)."""


@dataclass(frozen=True, slots=True)
class Job:
    """`trigger` is the event's class for a listener, the period for a timer, "" for work that somebody schedules."""

    name: str
    kind: Kind
    trigger: str = ""


def jobs(contract: Contract, pack: Pack) -> tuple[Job, ...]:
    """Everything that a module does after a commit, sorted by name."""
    found = {job for source in sources(contract, pack) for job in _jobs(source)}
    return tuple(sorted(found, key=lambda job: (job.name, job.kind)))


def _jobs(source: Source) -> Iterator[Job]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and (known := CALLS.get(source.origin(node.func))):
            kind, position = known
            name = node.args[position] if len(node.args) > position else keyword(node, "name")
            trigger = ast.unparse(node.args[0]) if kind != "job" and node.args else ""
            yield Job(source.text(name), kind, trigger)
