"""The ASGI entry point: `uvicorn app.main:app`."""

from app.core.application import create_app
from app.permissions import PERMISSIONS
from app.registry import MODULES

app = create_app(MODULES, PERMISSIONS)
