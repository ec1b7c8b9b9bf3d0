"""The ways in which Pintu fails.

PintuError
├── UserError           the input has problems; exit 1
│   ├── BlueprintError      a file cannot be read as a blueprint, or says something wrong
│   ├── ResolutionError     modules that cannot stand together
│   ├── ConflictError       the target folder holds edits, or another project
│   └── PackError           a pack cannot be loaded
├── TemplateBug         a template of ours, or of a pack, does not render; exit 3
└── InternalBug         a promise of ours is broken; exit 3
"""

from collections.abc import Sequence

from pintu.model.diagnostic import Diagnostic


class PintuError(Exception):
    """Base of all; `diagnostics` says what happened."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(diagnostic.code for diagnostic in self.diagnostics))


class UserError(PintuError): ...


class BlueprintError(UserError): ...


class ResolutionError(UserError): ...


class ConflictError(UserError): ...


class PackError(UserError): ...


class TemplateBug(Exception):
    """A template failed to render: `template` names it, the cause is chained."""

    def __init__(self, template: str, detail: str) -> None:
        self.template = template
        super().__init__(f"{template}: {detail}")


class InternalBug(Exception):
    """A promise that our own code makes to itself does not hold."""
