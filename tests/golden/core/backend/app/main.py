"""The ASGI entry point: `uvicorn app.main:app`."""

import gc

from app.core.application import create_app
from app.permissions import PERMISSIONS
from app.registry import MODULES

app = create_app(MODULES, PERMISSIONS)

gc.collect()
gc.freeze()  # what is loaded now stays: the collector need not look through all of it again and again
