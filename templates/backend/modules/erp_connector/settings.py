"""Rules from `business.toml`, and where the ERP is, from the environment."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import SecretStr

from app.core.business import ModuleSettings
from app.core.settings import EnvironmentSettings


class ErpConnectorSettings(ModuleSettings):
    module: ClassVar[str] = "erp_connector"

    adapter: Literal["rest", "csv"]
    attempts: int


class ErpEnvironment(EnvironmentSettings):
    erp_url: str = ""
    erp_token: SecretStr = SecretStr("")
    erp_folder: Path | None = None


@cache
def environment() -> ErpEnvironment:
    return ErpEnvironment()


def connected() -> bool:
    """Whether anybody has said where the ERP is."""
    values = environment()
    return bool(values.erp_url if ErpConnectorSettings.load().adapter == "rest" else values.erp_folder)


def unfit_for_production() -> Iterator[str]:
    """What must be put right before documents go to the ERP."""
    values = environment()
    if ErpConnectorSettings.load().adapter == "csv":
        if values.erp_folder is None or not values.erp_folder.is_dir():
            yield "ERP_FOLDER 必须是已有的文件夹"
    elif not values.erp_url.startswith(("https://", "http://")):
        yield "缺少 ERP_URL"
    elif not values.erp_token.get_secret_value():
        yield "缺少 ERP_TOKEN"
