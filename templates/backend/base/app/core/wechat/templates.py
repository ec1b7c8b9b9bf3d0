"""What the shop's templates of subscription messages are called in WeChat's console.

Sending takes their ids alone. WeChat shows the titles when it asks a customer, and so does what stands in for it.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from app.core.ports import Port

Titles: TypeAlias = Callable[[], Mapping[str, str]]
"""By the template's id."""

TEMPLATE_TITLES: Port[Titles] = Port("template_titles")


def template_titles() -> dict[str, str]:
    return {id_: title for titles in TEMPLATE_TITLES.all() for id_, title in titles().items()}
