"""The Python that a project's backend runs with, installed first where it has to be."""

from pathlib import Path

from pintu import console
from pintu.running import python, requirements


def interpreter(backend: Path) -> Path:
    """An interpreter that has what the backend needs, made where there is none. Raises `UserError`."""
    needs = requirements.read_needs(backend)
    found = python.find_python(backend, needs)
    if found is None:
        console.say("run.installing")
        with console.progress("run.installing", total=needs.about) as step:
            found = python.install(backend, needs, step)
    return found
