"""Money is whole fen, as an `int` whose name ends in `_fen`. Yuan appears only at the edges, as text."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation


def fen_from_yuan(yuan: str | Decimal) -> int:
    """1250 for "12.50", exactly. Raises ValueError for more than two decimals or no number."""
    try:
        fen = Decimal(yuan) * 100
    except InvalidOperation:
        raise ValueError(f"not an amount in yuan: {yuan}") from None
    if not fen.is_finite() or fen != fen.to_integral_value():
        raise ValueError(f"not an amount in yuan with at most two decimals: {yuan}")
    return int(fen)


def yuan_text(fen: int) -> str:
    """Text for people: "¥12.50" for 1250, "-¥0.05" for -5."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}¥{yuan}.{rest:02d}"


def allocate(total_fen: int, weights: Sequence[int]) -> list[int]:
    """Split `total_fen` (0 or more) in proportion to `weights`, to the fen: the parts add up to the total exactly.

    What rounding down leaves over goes, a fen each, to the largest remainders, the first of equals. All weights 0:
    equal parts. Raises ValueError for a negative total or weight, or for nothing to split among.
    """
    if total_fen < 0 or not weights or min(weights) < 0:
        raise ValueError("nothing to split, or nothing to split it among")
    shares = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(shares)
    parts = [total_fen * share // whole for share in shares]
    remainders = sorted(range(len(shares)), key=lambda i: (-(total_fen * shares[i] % whole), i))
    for i in remainders[: total_fen - sum(parts)]:
        parts[i] += 1
    return parts
