"""What other modules may use of this one. To be paid at all they provide a `Payable` (`app/contracts/payment.py`)."""

from app.modules.payment.models import PayOrder, PayRefund
from app.modules.payment.states import PAY_ORDER, REFUND

__all__ = ["PAY_ORDER", "REFUND", "PayOrder", "PayRefund"]
