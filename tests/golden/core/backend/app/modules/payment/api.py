"""What other modules may use of this one. To be paid at all they provide a `Payable` (`app/contracts/payment.py`)."""

from app.modules.payment.models import PayOrder, PayRefund
from app.modules.payment.states import PAY_ORDER, REFUND
from app.modules.payment.states import SUCCESS as PAID

__all__ = ["PAID", "PAY_ORDER", "REFUND", "PayOrder", "PayRefund"]
