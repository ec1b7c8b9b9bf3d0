"""The permissions that exist; what the modules contribute is listed in `app/permissions.py`."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.business import business
from app.core.staff.principal import REQUIRED
from app.core.staff.roles import covers


@dataclass(frozen=True)
class Permission:
    id: str
    label: str
    module: str


KNOWN: dict[str, Permission] = {}


def check_permissions(permissions: Sequence[Permission]) -> None:
    """Take note of all permissions.

    Raises LookupError for one that a route asks for or a role grants and nothing declares.
    """
    KNOWN.update({permission.id: permission for permission in permissions})
    asked = {permission for permission in REQUIRED.values() if permission}
    granted = {grant for role in business().roles.values() for grant in role.can}
    missing = (asked - set(KNOWN)) | {grant for grant in granted if not any(covers(grant, known) for known in KNOWN)}
    if missing:
        raise LookupError(f"no such permission: {', '.join(sorted(missing))}")
