"""What a role may do. `owner` is built in and may do everything; `order.*` stands for all permissions of `order`."""

from collections.abc import Iterable

from app.core.business import Role, Scope, business

OWNER = "owner"
_OWNER_ROLE = Role(label="负责人", can=("*",), scope="all")
_WIDTH: dict[Scope, int] = {"self": 0, "store": 1, "all": 2}


def known_roles() -> dict[str, Role]:
    return {**business().roles, OWNER: _OWNER_ROLE}


def covers(granted: str, permission: str) -> bool:
    """Whether the grant `granted` ("*", "order.*" or "order.read") includes `permission`."""
    return granted in ("*", permission) or (granted.endswith(".*") and permission.startswith(granted[:-1]))


def scope_of(roles: Iterable[str], permission: str) -> Scope | None:
    """How far the widest of `roles` reaches with `permission`; None when none of them has it.

    Unknown roles have nothing.
    """
    known = known_roles()
    scopes = [
        known[role].scope for role in roles if role in known and any(covers(g, permission) for g in known[role].can)
    ]
    return max(scopes, key=_WIDTH.__getitem__, default=None)
