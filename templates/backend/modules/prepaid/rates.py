from datetime import datetime

from app.core.clock import ZONE
from app.modules.prepaid.cases import Rates
from app.modules.prepaid.settings import PrepaidSettings


def rates_at(paid_at: datetime) -> Rates:
    """Those of the day on which somebody paid (article 16); of before the first that is known, the first."""
    rules = PrepaidSettings.load()
    known = sorted(rules.lpr, key=lambda rate: rate.since)
    day = paid_at.astimezone(ZONE).date()
    lpr_bp = next((rate.bp for rate in reversed(known) if rate.since <= day), known[0].bp)
    return Rates(lpr_bp=lpr_bp, deposit_bp=rules.deposit_bp)
