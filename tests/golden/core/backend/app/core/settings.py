"""What differs from machine to machine, from the environment or from `.env` beside the backend folder.

What the business itself decided (names, roles, rules of each module) stands in `business.toml`; see `business.py`.
"""

import os
import re
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

BACKEND = Path(__file__).resolve().parents[2]
ENV_FILE = None if os.environ.get("ENVIRONMENT") == "test" else BACKEND.parent / ".env"

WECHAT_API = "https://api.weixin.qq.com"


class EnvironmentSettings(BaseSettings):
    """Base of every class that reads environment variables; its field `public_url` is the variable PUBLIC_URL."""

    model_config = SettingsConfigDict(env_file=ENV_FILE, extra="ignore", frozen=True)


class Settings(EnvironmentSettings):
    environment: Literal["development", "test", "production"] = "development"
    database_url: str = f"sqlite+aiosqlite:///{BACKEND / 'var' / 'app.db'}"
    public_url: str = "http://127.0.0.1:8000"
    """Where customers and WeChat reach this server; pictures and payment callbacks are addressed with it."""
    media_dir: Path = BACKEND / "var" / "media"

    field_keys: SecretStr = SecretStr("")
    """Keys of personal data at rest: `id:base64(32 bytes)`, comma separated; the first encrypts, all decrypt."""
    index_key: SecretStr = SecretStr("")
    """Base64 of 32 bytes: the key of the blind indexes by which encrypted values are found."""
    session_days: int = Field(default=30, ge=1, le=365)
    staff_session_hours: int = Field(default=12, ge=1, le=168)

    wechat_appid: str = ""
    wechat_secret: SecretStr = SecretStr("")
    wechat_api_url: str = WECHAT_API

    redis_url: str = ""
    """What several processes share: counters of rate limits, and word of new jobs. A single one needs none."""
    run_jobs: bool = True
    """Whether the web process works off jobs as well. Off when `python -m app.worker` runs beside it."""
    pulse_file: Path | None = None
    """A file that `app.worker` touches every few seconds as long as it lives, for whoever watches over it."""
    log_format: Literal["console", "json"] = "console"

    @field_validator("database_url")
    @classmethod
    def _with_driver(cls, url: str) -> str:
        """Hosts hand out postgresql://…, or postgres://…; the driver is ours to name."""
        return re.sub(r"^postgres(ql)?://", "postgresql+asyncpg://", url)

    @property
    def production(self) -> bool:
        return self.environment == "production"


@cache
def settings() -> Settings:
    return Settings()
