"""pintu check: a project through every gate."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pintu.commands.reporting import ReportFormat, print_findings, report

if TYPE_CHECKING:
    from pintu.gates.checking import Outcome
    from pintu.gates.gate import Gate
    from pintu.gates.sizes import Weight
    from pintu.report.verdict import Verdict

MOST_PARTS = 4


def register(app: typer.Typer) -> None:
    app.command("check")(check)


def check(  # noqa: PLR0913  an argument for each option
    project: Annotated[Path, typer.Argument()] = Path(),
    only: Annotated[list[str] | None, typer.Option("--only", metavar="GATE")] = None,
    skip: Annotated[list[str] | None, typer.Option("--skip", metavar="GATE")] = None,
    format: Annotated[ReportFormat, typer.Option("--format")] = ReportFormat.TEXT,  # noqa: A002  as it is called
    *,
    no_node: Annotated[bool, typer.Option("--no-node")] = False,
    strict: Annotated[bool, typer.Option("--strict")] = False,
) -> int:
    from pintu import console  # noqa: PLC0415  slow to import, like all below
    from pintu.gates.checking import look  # noqa: PLC0415
    from pintu.gates.prepare import prepared  # noqa: PLC0415
    from pintu.gates.sizes import weights  # noqa: PLC0415

    console.speak_json(on=format == ReportFormat.JSON)
    gates = _chosen(only or [], skip or [])
    with prepared(project, gates, node=not no_node, installing=console.say) as subject:
        with console.progress("check.progress", total=len(gates)) as step:
            outcomes = look(subject, gates, step)
        weighed = any(outcome.gate == "sizes" and not outcome.left_out for outcome in outcomes)
        rows = weights(subject.app) if weighed else []
        whole = "packages" not in subject.missing
    verdict = _verdict(project, outcomes, strict=strict)
    report(
        verdict,
        format,
        lambda: _print_text(verdict, outcomes, rows, whole=whole),
        lambda: _as_data(verdict, outcomes, rows),
        lambda: _as_junit(outcomes, strict=strict),
    )
    if format in {ReportFormat.SARIF, ReportFormat.GITHUB}:
        console.notes(verdict.left_out)
    return 0 if verdict.passed and not (strict and verdict.left_out) else 1


def _chosen(only: Sequence[str], skip: Sequence[str]) -> "Sequence[Gate]":
    """Raises `WrongUsage` for a gate that there is not."""
    from pintu.errors import WrongUsage  # noqa: PLC0415
    from pintu.gates.every import GATES, chosen  # noqa: PLC0415

    known = [gate.id for gate in GATES]
    for name in (*only, *skip):
        if name not in known:
            raise WrongUsage("check.unknown_gate", name=name, known=", ".join(known))
    return chosen(only, skip)


def _verdict(project: Path, outcomes: "Sequence[Outcome]", *, strict: bool) -> "Verdict":
    from pintu.report.finding import findings  # noqa: PLC0415
    from pintu.report.verdict import Verdict  # noqa: PLC0415

    found = findings(diagnostic for outcome in outcomes for diagnostic in outcome.diagnostics)
    return Verdict((str(project),), tuple(found), strict, _left_out(outcomes))


def _left_out(outcomes: "Sequence[Outcome]") -> tuple[str, ...]:
    """A sentence for each gate, or part of one, that could not look."""
    from pintu.messages import text  # noqa: PLC0415

    left = ((one.gate, text(one.left_out.code, one.left_out.args)) for one in outcomes if one.left_out)
    return tuple(text("check.left_out", {"gate": gate, "reason": reason}) for gate, reason in left)


def _print_text(verdict: "Verdict", outcomes: "Sequence[Outcome]", rows: "Sequence[Weight]", *, whole: bool) -> None:
    from pintu import console  # noqa: PLC0415

    print_findings(verdict.findings)
    if rows:
        _print_weights(rows)
        if not whole:
            console.say("check.without_packages")
    console.notes(verdict.left_out)
    counts = {"errors": verdict.errors, "warnings": verdict.warnings}
    gates = sum(outcome.left_out is None for outcome in outcomes)
    console.say("check.summary" if verdict.findings else "check.fine", gates=gates, **counts)


def _print_weights(rows: "Sequence[Weight]") -> None:
    from pintu import console  # noqa: PLC0415
    from pintu.gates.sizes import KIB, LIMIT  # noqa: PLC0415
    from pintu.messages import text  # noqa: PLC0415

    def line(name: str, files: int, size: int, share: str, parts: str) -> tuple[str, ...]:
        return name, f"{files:>5}", f"{size / KIB:>8.1f} KB", share, parts

    body = []
    for row in rows:
        heaviest = list(row.parts.items())[:MOST_PARTS]
        parts = ", ".join(f"{name} {size / KIB:.0f} KB" for name, size in heaviest)
        body.append(
            line(row.package or text("weights.main"), row.files, row.bytes, f"{row.bytes / LIMIT:>7.1%}", parts)
        )
    files, size = sum(row.files for row in rows), sum(row.bytes for row in rows)
    body.append(line(text("weights.all"), files, size, "", ""))
    console.table([text(f"weights.{name}") for name in ("package", "files", "size", "share", "parts")], body)


def _as_data(verdict: "Verdict", outcomes: "Sequence[Outcome]", rows: "Sequence[Weight]") -> Mapping[str, object]:
    from pintu.report.plain_json import as_json  # noqa: PLC0415

    packages = [{"package": row.package, "files": row.files, "bytes": row.bytes, "parts": row.parts} for row in rows]
    return {"gates": [_of_gate(outcome) for outcome in outcomes], "packages": packages, **as_json(verdict)}


def _of_gate(outcome: "Outcome") -> Mapping[str, object]:
    from pintu.messages import text  # noqa: PLC0415

    if outcome.left_out:
        reason = text(outcome.left_out.code, outcome.left_out.args)
        return {"gate": outcome.gate, "state": "left_out", "reason": reason}
    failed = any(diagnostic.severity == "error" for diagnostic in outcome.diagnostics)
    return {"gate": outcome.gate, "state": "failed" if failed else "passed"}


def _as_junit(outcomes: "Sequence[Outcome]", *, strict: bool) -> str:
    from pintu.messages import text  # noqa: PLC0415
    from pintu.report.finding import findings  # noqa: PLC0415
    from pintu.report.junit import suite  # noqa: PLC0415
    from pintu.report.limit import limited  # noqa: PLC0415

    looked = (outcome for outcome in outcomes if not outcome.left_out)
    cases = {outcome.gate: limited(findings(outcome.diagnostics)) for outcome in looked}
    left = {one.gate: text(one.left_out.code, one.left_out.args) for one in outcomes if one.left_out}
    return suite("check", cases, left, strict=strict)
