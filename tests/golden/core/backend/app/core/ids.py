"""The number of a row, as clients send it: no larger than the column that it is looked up in."""

from typing import Annotated

from annotated_types import Interval

Id = Annotated[int, Interval(ge=1, le=2**31 - 1)]
