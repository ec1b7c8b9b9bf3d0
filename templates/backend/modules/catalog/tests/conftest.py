import io

import pytest
from PIL import Image


@pytest.fixture
def picture() -> bytes:
    """A PNG file."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, "PNG")
    return out.getvalue()
