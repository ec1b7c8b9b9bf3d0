import io

import pytest
from PIL import Image

from tests.types import Configure


@pytest.fixture(autouse=True)
def rules(configure: Configure) -> None:
    """The rules that these tests count on, whatever the shop's own are."""
    configure("catalog", default_sort="position")


@pytest.fixture
def picture() -> bytes:
    """A PNG file."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, "PNG")
    return out.getvalue()
