"""What was found in a number of files: what every format prints."""

from collections.abc import Sequence
from dataclasses import dataclass

from pintu.report.finding import Finding


@dataclass(frozen=True, slots=True)
class Verdict:
    """`files` are those that were looked at; `findings` may be about others too, such as a layer that they share.

    `left_out` are sentences on what was not looked at.
    """

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    strict: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        return sum(finding.severity == "warning" for finding in self.findings)

    @property
    def passed(self) -> bool:
        return not self.errors and not (self.strict and self.warnings)

    def about(self, file: str) -> Sequence[Finding]:
        return [finding for finding in self.findings if finding.file == file]
