"""Puts the console together: its entrance, what every shop has, and what each module adds."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from fastapi import FastAPI
from starlette_admin.base import BaseAdmin
from starlette_admin.i18n import I18nConfig, TimezoneConfig
from starlette_admin.views import CustomView

from app.core.admin.access import PATH, StaffAccess
from app.core.admin.audit_view import AuditView
from app.core.admin.jobs_view import JobsView
from app.core.admin.password_view import PasswordView
from app.core.admin.staff_view import StaffView
from app.core.business import business
from app.core.module import Module
from app.core.resources import Resources
from app.core.settings import settings

TEMPLATES = Path(__file__).parent / "templates"


def install(app: FastAPI, modules: Sequence[Module], resources: Callable[[], Resources]) -> None:
    """Mount the console at /admin/."""
    console = BaseAdmin(
        title=business().app.name,
        base_url=PATH,
        templates_dir=str(TEMPLATES),
        index_view=CustomView(menu_label="首页", icon="fa fa-home", path="/"),
        auth_provider=StaffAccess(resources),
        secret_key=_cookie_key(),
        i18n_config=I18nConfig(default_locale="zh", language_cookie_name=None, language_header_name=None),
        timezone_config=TimezoneConfig(
            default_timezone="Asia/Shanghai", timezone_cookie_name=None, use_user_locale_timezone=False
        ),
    )
    for module in modules:
        for view in module.admin():
            console.add_view(view)
    for view in (StaffView(), AuditView(), JobsView()):
        console.add_view(view)
    console.add_view(PasswordView())
    console.mount_to(app)


def _cookie_key() -> str:
    """Signs the console's form tokens; from a secret that every process of the shop has."""
    return hashlib.sha256(b"console\0" + settings().index_key.get_secret_value().encode()).hexdigest()
