"""What a stage has to say about the input. Stages collect diagnostics; only commands show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pintu.model.document import Where

Severity: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` keys its text in `pintu.messages`; `args` fill the text in, whatever the language.

    `fix` is text that could stand at `where` instead of what is there, where one is known.
    """

    code: str
    where: Where
    args: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"
    fix: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        return self.where.file, self.where.line, self.where.column, self.code


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)
