"""The ways in which Pintu fails.

PintuError
├── UserError           the input has problems; exit 1
│   ├── BlueprintError      a file cannot be read as a blueprint, or says something wrong
│   ├── ResolutionError     modules that cannot stand together
│   ├── ConflictError       the target folder holds edits, or another project
│   └── PackError           a pack cannot be loaded
├── WrongUsage          the command line asks for something that makes no sense; exit 2
├── TemplateBug         a template of ours, or of a pack, does not render; exit 3
└── InternalBug         a promise of ours is broken; exit 3
"""

from collections.abc import Sequence

from pintu.model.diagnostic import Diagnostic


class PintuError(Exception):
    """Base of all."""


class UserError(PintuError):
    """`diagnostics` says what is wrong, and where."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(diagnostic.code for diagnostic in self.diagnostics))


class BlueprintError(UserError): ...


class ResolutionError(UserError): ...


class ConflictError(UserError): ...


class PackError(UserError): ...


class WrongUsage(PintuError):
    """What a parser of options cannot see: `code` keys the message, `args` fill it in."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        super().__init__(code)


class TemplateBug(PintuError):
    """A template failed to render: `template` names it, the cause is chained."""

    def __init__(self, template: str, detail: str) -> None:
        self.template = template
        super().__init__(f"{template}: {detail}")


class InternalBug(PintuError):
    """A promise that our own code makes to itself does not hold."""
