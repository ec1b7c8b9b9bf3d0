import pytest

from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this school has decided."""
    configure("segment_pay", deduct_chapters=True)
    configure("prepaid", lpr=[{"since": "2024-10-21", "bp": 300}], deposit_bp=150)
    configure("course", link_lasts="4h", max_video_mb=500, max_material_mb=50)
    configure("order", payment_timeout="30m", max_open_orders=5, max_lines=50, address="required")
    configure("inventory", uncounted="unlimited")
