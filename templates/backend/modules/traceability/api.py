"""What others may do with batches: whoever inspects them writes into their chain, and holds what failed."""

from app.modules.traceability.batches import by_number, find
from app.modules.traceability.chain import Link, append
from app.modules.traceability.errors import BatchNotFound, ChainBusy
from app.modules.traceability.models import Batch
from app.modules.traceability.publishing import hold, release

__all__ = [
    "Batch",
    "BatchNotFound",
    "ChainBusy",
    "Link",
    "append",
    "by_number",
    "find",
    "hold",
    "release",
]
