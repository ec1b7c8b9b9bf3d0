"""Running gates on a project, those that do not depend on each other at the same time."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from pintu.gates.gate import Gate, LeftOut, Reason, Subject
from pintu.model.diagnostic import Diagnostic

MOST_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a gate has found; or why it could not look."""

    gate: str
    diagnostics: Sequence[Diagnostic] = ()
    left_out: Reason | None = None


def look(subject: Subject, gates: Sequence[Gate], step: Callable[[], None]) -> Sequence[Outcome]:
    """An outcome for each gate, in their order, whichever ends first; `step` is called for each that has ended.

    What a gate could look at only in part has an outcome more, `<gate>.<need>`, which is left out.
    """

    def one(gate: Gate) -> Outcome:
        outcome = _outcome(subject, gate)
        step()
        return outcome

    with ThreadPoolExecutor(min(MOST_AT_ONCE, max(2, os.cpu_count() or 2))) as pool:
        # Those that come last take longest: they are begun first.
        begun = {gate.id: pool.submit(one, gate) for gate in reversed(gates)}
        return [outcome for gate in gates for outcome in (begun[gate.id].result(), *_parts(subject, gate))]


def _parts(subject: Subject, gate: Gate) -> Iterator[Outcome]:
    """Those of a gate that looks, but not at everything."""
    if not any(need in subject.missing for need in gate.needs):
        for need in gate.partly:
            if need in subject.missing:
                yield Outcome(f"{gate.id}.{need}", left_out=subject.missing[need])


def _outcome(subject: Subject, gate: Gate) -> Outcome:
    for need in gate.needs:
        if need in subject.missing:
            return Outcome(gate.id, left_out=subject.missing[need])
    try:
        found = {(one.code, one.where, repr(sorted(one.args.items()))): one for one in gate.look(subject)}
    except LeftOut as left:
        return Outcome(gate.id, left_out=left.reason)
    return Outcome(gate.id, tuple(sorted(found.values(), key=lambda one: one.sort_key)))
