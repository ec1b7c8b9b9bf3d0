"""How much of everything, and the seed: what `make soak NAME=…` sets."""

import os
import secrets

SEED = int(os.environ.setdefault("SEED", str(secrets.randbelow(2**32))))
"""All chance of a soak depends on it. It is set for good, so that each worker has the same."""
EXAMPLES = int(os.environ.get("EXAMPLES", "40"))
"""Requests of random content for each route, for each database."""
KILLS = int(os.environ.get("KILLS", "12"))
"""Of a running shop, for each database; and of one on several processes."""
CRASHES = int(os.environ.get("CRASHES", "400"))
"""Writes that are killed."""
LONGER = int(os.environ.get("LONGER", "20"))
"""Times as many examples of each Hypothesis test as it tries in `make test`."""
HISTORIES = int(os.environ.get("HISTORIES", "200"))
"""Random histories of payments, for each database."""

PARTS = {
    "test_crashes": f"CRASHES={CRASHES}",
    "test_longer": f"LONGER={LONGER}",
    "test_histories": f"HISTORIES={HISTORIES}",
    "test_kills": f"KILLS={KILLS}",
    "test_grown_kills": f"KILLS={KILLS}",
    "test_telling_kills": f"KILLS={KILLS}",
    "test_requests": f"EXAMPLES={EXAMPLES}",
    "test_covering": "every pair of choices",
}
"""Each part of the soak with what says how much of it, in the order in which they run: what ends soonest first."""
