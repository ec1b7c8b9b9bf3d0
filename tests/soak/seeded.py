"""The number on which all chance of a soak depends: SEED, or a new one for each run."""

import os
import secrets

SEED = int(os.environ.get("SEED") or secrets.randbelow(2**32))
