"""The keys of a project: which environment variables its modules read, and which of them have no value."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pintu.doctor.finding import Finding, Patient

LINE = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*")


def keys(patient: Patient) -> Iterator[Finding]:
    """Development works without them, production does not start."""
    if patient.resolution is None:
        return
    said = {**read_env(patient.folder / ".env"), **patient.environment}
    contracts = (patient.resolution.base, *(module.contract for module in patient.resolution.modules))
    wanted = {variable.name: variable for contract in contracts for variable in contract.env}
    missing = sorted(name for name in wanted if not said.get(name))
    details = {"names": ", ".join(missing), "count": len(wanted) - len(missing), "all": len(wanted)}
    yield Finding("keys", "attention" if missing else "ok", f"{details['count']}/{details['all']}", details=details)


def read_env(file: Path) -> Mapping[str, str]:
    """Names and values of a `.env` file; empty where there is none."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        return {}
    found = (LINE.fullmatch(line) for line in lines if not line.lstrip().startswith("#"))
    return {match[1]: match[2].strip("\"'") for match in found if match}
