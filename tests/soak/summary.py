"""A plugin for pytest: what was done, as a table that can be pasted."""

import time
from collections import Counter
from pathlib import Path

import pytest
from knobs import PARTS, SEED


class Summary:
    def __init__(self) -> None:
        self._began = time.monotonic()
        self._results: dict[str, Counter[str]] = {}
        self._seconds = dict.fromkeys(PARTS, 0.0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        part = Path(report.location[0]).stem
        self._seconds[part] += report.duration
        if report.when == "call" or not report.passed:
            self._results.setdefault(part, Counter())[report.outcome] += 1

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        rows = [("part", "how much", "result", "minutes")]
        for part, how_much in PARTS.items():
            if part in self._results:
                result = ", ".join(f"{number} {outcome}" for outcome, number in sorted(self._results[part].items()))
                rows.append((part.removeprefix("test_"), how_much, result, f"{self._seconds[part] / 60:.1f}"))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        terminalreporter.section(f"soak: SEED={SEED}, {(time.monotonic() - self._began) / 60:.1f} minutes")
        for row in rows:
            terminalreporter.write_line("  ".join(map(str.ljust, row, widths)).rstrip())


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Summary())
