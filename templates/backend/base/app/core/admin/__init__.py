"""The console for staff, at /admin/: one view a table, each behind a permission.

Views only show; what changes something goes through the services that the API uses, with their rules and their audit.
"""

from app.core.admin.access import database_of, resources_of, staff_of_request
from app.core.admin.fields import choice_field, fen_field, lines, moment_field, moment_text, told
from app.core.admin.view import View, acting, refusing

__all__ = [
    "View",
    "acting",
    "choice_field",
    "database_of",
    "fen_field",
    "lines",
    "moment_field",
    "moment_text",
    "refusing",
    "resources_of",
    "staff_of_request",
    "told",
]
