"""Opening the way to whichever ERP this business has."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.core.http import open_http
from app.modules.erp_connector.adapters import Erp, ErpAway
from app.modules.erp_connector.folder import FolderErp
from app.modules.erp_connector.rest import TIMEOUT_S, RestErp
from app.modules.erp_connector.settings import ErpConnectorSettings, connected, environment


@asynccontextmanager
async def open_erp() -> AsyncIterator[Erp]:
    """Raises ErpAway where nobody has said where it is."""
    if not connected():
        raise ErpAway("还没有接上 ERP")
    values = environment()
    if ErpConnectorSettings.load().adapter == "csv":
        assert values.erp_folder is not None  # noqa: S101  # connected
        yield FolderErp(values.erp_folder)
        return
    async with open_http(values.erp_url.rstrip("/"), timeout=TIMEOUT_S) as http:
        yield RestErp(http, values.erp_token.get_secret_value())
