"""Members of staff: accounts, roles from `business.toml`, and what each role may do, enforced for every route."""

from app.core.staff.principal import CurrentStaff, Forbidden, Staff, require

__all__ = ["CurrentStaff", "Forbidden", "Staff", "require"]
