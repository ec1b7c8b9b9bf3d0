"""Whether this machine, and a project on it, have what Pintu needs. One function a check; this is their registry."""

from collections.abc import Iterator

from pintu.doctor import broker, database, machine, project, tools
from pintu.doctor.finding import Finding, Patient

CHECKS = (
    tools.python,
    tools.venv,
    tools.git,
    tools.node,
    tools.npm,
    tools.browser,
    tools.devtools,
    database.database,
    broker.broker,
    machine.port,
    machine.disk,
    project.keys,
)


def examine(patient: Patient) -> Iterator[Finding]:
    """Every finding, in the order above. Starts other programs to ask for their version; changes nothing."""
    for check in CHECKS:
        yield from check(patient)
