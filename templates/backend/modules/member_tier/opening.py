"""The tiers that the shop opens with: the migration writes them, and from then on they are edited at the console."""

from typing import Any

from app.modules.member_tier.settings import MemberTierSettings


def opening_tiers() -> list[dict[str, Any]]:
    """Rows for the table of tiers, the lowest first.

    Raises ValueError for tiers that share a name or a growth, or of which none begins at 0.
    """
    tiers = sorted(MemberTierSettings.load().tiers, key=lambda tier: tier.growth)
    names, growths = {tier.name for tier in tiers}, {tier.growth for tier in tiers}
    if len(names) < len(tiers) or len(growths) < len(tiers) or tiers[0].growth != 0:
        raise ValueError("member tiers need names and growths of their own, and the first begins at 0")
    return [{**tier.model_dump(), "benefits": list(tier.benefits)} for tier in tiers]
