"""The keys of a project: which environment variables its modules read, and which of them have no value."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pintu.doctor.finding import Finding, Patient

LINE = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*")


def keys(patient: Patient) -> Iterator[Finding]:
    """Development works without them, production does not start. What this project can do without is not asked for."""
    if patient.project is None:
        return
    resolution = patient.project.resolution
    owners = [(resolution.base, {}), *((module.contract, module.settings) for module in resolution.modules)]
    wanted = {
        variable.name
        for contract, settings in owners
        for variable in contract.env
        if variable.is_required(settings, patient.environment)
    }
    missing = sorted(name for name in wanted if not patient.environment.get(name))
    found = f"{len(wanted) - len(missing)}/{len(wanted)}"
    yield Finding("keys", "attention" if missing else "ok", found, details={"names": ", ".join(missing)})


def read_env(file: Path) -> Mapping[str, str]:
    """Names and values of a `.env` file; empty where there is none."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        return {}
    found = (LINE.fullmatch(line) for line in lines if not line.lstrip().startswith("#"))
    return {match[1]: match[2].strip("\"'") for match in found if match}
