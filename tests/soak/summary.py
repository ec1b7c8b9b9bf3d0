"""A plugin for pytest: what was done, as a table that can be pasted.

Minutes are those of all workers together; processor time, which says more on a busy machine, is that of the tests and
the programs that they start, without PostgreSQL's.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from knobs import PARTS, SEED

SPENT = "processor_s"


class Summary:
    def __init__(self) -> None:
        self._began = time.monotonic()
        self._results: dict[str, Counter[str]] = {}
        self._seconds = dict.fromkeys(PARTS, 0.0)
        self._processor_s = dict.fromkeys(PARTS, 0.0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        part = Path(report.location[0]).stem
        self._seconds[part] += report.duration
        if report.when == "call" or not report.passed:
            self._results.setdefault(part, Counter())[report.outcome] += 1
        if report.when == "teardown":
            self._processor_s[part] += sum(float(str(value)) for name, value in report.user_properties if name == SPENT)
        if report.failed:
            print(f"\n{report.nodeid}\n{report.longreprtext}", file=sys.stderr)  # noqa: T201  at once, not at the end

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        rows = [("part", "how much", "result", "minutes", "processor")]
        for part, how_much in PARTS.items():
            if part in self._results:
                result = ", ".join(f"{number} {outcome}" for outcome, number in sorted(self._results[part].items()))
                minutes, spent = (f"{seconds[part] / 60:.1f}" for seconds in (self._seconds, self._processor_s))
                rows.append((part.removeprefix("test_"), how_much, result, minutes, spent))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        terminalreporter.section(f"soak: SEED={SEED}, {(time.monotonic() - self._began) / 60:.1f} minutes")
        for row in rows:
            terminalreporter.write_line("  ".join(map(str.ljust, row, widths)).rstrip())


@pytest.fixture(autouse=True)
def _processor_time(request: pytest.FixtureRequest) -> Iterator[None]:
    before = sum(os.times()[:4])
    yield
    request.node.user_properties.append((SPENT, sum(os.times()[:4]) - before))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Summary())
