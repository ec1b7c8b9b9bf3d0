"""How much each friend takes off.

All cuts of a bargain are known from its seed: together they lead from the usual price exactly to the floor, each is at
least a fen, and none can be guessed from the ones before.
"""

import hashlib

from app.core.money import allocate


def cuts_of(seed: str, total_fen: int, helps: int) -> list[int]:
    """What each of `helps` friends takes off, in turn. Raises ValueError where there is not a fen for each."""
    if total_fen < helps:
        raise ValueError(f"{total_fen} fen cannot be cut by {helps}")
    return [1 + part for part in allocate(total_fen - helps, [_weight(seed, turn) for turn in range(helps)])]


def _weight(seed: str, turn: int) -> int:
    """Between 50 and 150, so that no cut is very much larger than another."""
    digest = hashlib.sha256(f"{seed}:{turn}".encode()).digest()
    return 50 + int.from_bytes(digest[:4], "big") % 101
