"""Timing whole processes: what somebody who types a command waits for."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

PINTU = str(Path(sys.executable).with_name("pintu"))


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processor time, and the peak of resident memory in MB."""

    seconds: float
    processor: float
    megabytes: float


@dataclass(frozen=True)
class Line:
    """One row of the report; `wanted` is a bound on the ratio, as people say it.

    `processor` is the same ratio in processor time: where the two are far apart, the machine was busy.
    """

    what: str
    ours: str
    other: str
    ratio: float
    processor: float
    wanted: str
    holds: bool


Measure: TypeAlias = Callable[[Sequence[str]], Cost]


def best(*commands: Sequence[str], times: int = 5, measure: Measure | None = None) -> list[Cost]:
    """The cheapest of several runs of each, in turns: what disturbs the machine disturbs all of them.

    `{run}` in a word stands for the number of the run: each has a folder of its own, and nothing is removed meanwhile.
    """
    costs: list[list[Cost]] = [[] for _ in commands]
    for run in range(times):
        for words, found in zip(commands, costs, strict=True):
            found.append((measure or once)([word.replace("{run}", str(run)) for word in words]))
    return [
        Cost(min(c.seconds for c in found), min(c.processor for c in found), max(c.megabytes for c in found))
        for found in costs
    ]


def once(words: Sequence[str]) -> Cost:
    """Raises `RuntimeError` when the command fails."""
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603  our own
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(words[:4])} ended with {process.returncode}: {said.decode()[-400:]}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, kilobytes / 1024)


def told(words: Sequence[str]) -> Cost:
    """What a process says of its own work: its start and its imports are not in it."""
    said = subprocess.run(words, check=True, capture_output=True)  # noqa: S603  our own
    seconds, processor = (float(number) for number in said.stdout.split())
    return Cost(seconds, processor, megabytes=0)


def at_most(what: str, ours: Cost, other: Cost, bound: float) -> Line:
    """Ours may take `bound` times as long as the other."""
    ratio, processor = ours.seconds / other.seconds, ours.processor / other.processor
    return Line(what, _seconds(ours), _seconds(other), ratio, processor, f"<= {bound:g}", ratio <= bound)


def times_faster(what: str, ours: Cost, other: Cost, bound: float) -> Line:
    ratio, processor = other.seconds / ours.seconds, other.processor / ours.processor
    return Line(what, _seconds(ours), _seconds(other), ratio, processor, f">= {bound:g}", ratio >= bound)


def memory(what: str, ours: Cost, megabytes: float, bound: float = 1) -> Line:
    """Peak memory against so many MB."""
    ratio = ours.megabytes / megabytes
    mine, theirs = f"{ours.megabytes:.0f} MB", f"{megabytes:.0f} MB"
    return Line(what, mine, theirs, ratio, ratio, f"<= {bound:g}", ratio <= bound)


def _seconds(cost: Cost) -> str:
    return f"{cost.seconds * 1000:.0f} ms"
