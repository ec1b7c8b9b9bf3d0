"""Running the program inside the test's own process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import pytest

from pintu.cli import run


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401  whatever the command's JSON holds
        return json.loads(self.out)


Pintu: TypeAlias = Callable[..., Result]


def program(capsys: pytest.CaptureFixture[str]) -> Pintu:
    """`pintu("show", "order")` as a function."""

    def pintu(*arguments: str) -> Result:
        status = run(arguments)
        out, err = capsys.readouterr()
        return Result(status, out, err)

    return pintu
