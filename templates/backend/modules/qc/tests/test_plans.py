"""Plans that make no sense are refused when the business starts."""

import pytest
from pydantic import ValidationError

from app.modules.qc.settings import Check


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "measure"}, {"kind": "measure", "min": 2, "max": 1}, {"min": 1}, {"kind": "guess"}],
)
def test_limits(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Check.model_validate({"text": "轴径", **wrong})
