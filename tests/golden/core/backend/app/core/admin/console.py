"""Puts the console together: its entrance, what every shop has, and what each module adds."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from fastapi import FastAPI
from jinja2 import FileSystemLoader, PrefixLoader
from starlette_admin.base import BaseAdmin
from starlette_admin.i18n import I18nConfig, TimezoneConfig

from app.core.admin.access import PATH, StaffAccess
from app.core.admin.audit_view import AuditView
from app.core.admin.dashboard import DashboardView
from app.core.admin.fields import moment_text
from app.core.admin.jobs_view import JobsView
from app.core.admin.password_view import PasswordView
from app.core.admin.pictures import picture_src
from app.core.admin.roles_view import RolesView
from app.core.admin.staff_view import StaffView
from app.core.business import business
from app.core.module import Module
from app.core.money import yuan_text
from app.core.resources import Resources
from app.core.settings import settings

HERE = Path(__file__).parent
LAST = 100
MODULES = HERE.parents[1] / "modules"


def install(app: FastAPI, modules: Sequence[Module], resources: Callable[[], Resources]) -> None:
    """Mount the console at /admin/."""
    console = BaseAdmin(
        title=business().app.name,
        base_url=PATH,
        templates_dir=str(HERE / "templates"),
        static_dir=str(HERE / "static"),
        additional_loaders=[
            # A module's own pages: "order/detail.html" is app/modules/order/templates/detail.html.
            PrefixLoader({module.name: FileSystemLoader(MODULES / module.name / "templates") for module in modules})
        ],
        index_view=DashboardView(),
        auth_provider=StaffAccess(resources),
        secret_key=_cookie_key(),
        i18n_config=I18nConfig(default_locale="zh", language_cookie_name=None, language_header_name=None),
        timezone_config=TimezoneConfig(
            default_timezone="Asia/Shanghai", timezone_cookie_name=None, use_user_locale_timezone=False
        ),
    )
    console.templates.env.globals.update(
        brand=business().theme, moment_text=moment_text, picture_src=picture_src, yuan_text=yuan_text
    )
    views = [view for module in modules for view in module.admin()]
    views += [StaffView(), RolesView(), AuditView(), JobsView(), PasswordView()]
    for view in sorted(views, key=lambda view: getattr(view, "place", LAST)):
        console.add_view(view)
    console.mount_to(app)


def _cookie_key() -> str:
    """Signs the console's form tokens; from a secret that every process of the shop has."""
    return hashlib.sha256(b"console\0" + settings().index_key.get_secret_value().encode()).hexdigest()
