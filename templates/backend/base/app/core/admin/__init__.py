"""The console for staff, at /admin/: one view a table, each behind a permission.

Views only show; what changes something goes through the services that the API uses, with their rules and their audit.
"""

from app.core.admin.access import database_of, may, resources_of, staff_of_request
from app.core.admin.dashboard import CARDS, Card, Figure, start_of_today
from app.core.admin.fields import (
    FORM_ONLY,
    SHOWN_ONLY,
    choice_field,
    fen_field,
    hidden_field,
    lines,
    moment_field,
    moment_text,
    row_field,
    state_field,
    thumbnail,
    told,
)
from app.core.admin.forms import at, first_problem, nested, read
from app.core.admin.pictures import JsonField, PictureField, PicturesField, PictureUpload, picture_src
from app.core.admin.reach import ReachView
from app.core.admin.spreadsheet import ExcelExporter, workbook
from app.core.admin.typed import fen_typed, form_errors, moment_typed, yuan_typed
from app.core.admin.view import Narrowing, View, acting, refusing
from app.core.admin.words import AUDIT_WORDS, actor_in_words, in_words

__all__ = [
    "AUDIT_WORDS",
    "CARDS",
    "FORM_ONLY",
    "SHOWN_ONLY",
    "Card",
    "ExcelExporter",
    "Figure",
    "JsonField",
    "Narrowing",
    "PictureField",
    "PictureUpload",
    "PicturesField",
    "ReachView",
    "View",
    "acting",
    "actor_in_words",
    "at",
    "choice_field",
    "database_of",
    "fen_field",
    "fen_typed",
    "first_problem",
    "form_errors",
    "hidden_field",
    "in_words",
    "lines",
    "may",
    "moment_field",
    "moment_text",
    "moment_typed",
    "nested",
    "picture_src",
    "read",
    "refusing",
    "resources_of",
    "row_field",
    "staff_of_request",
    "start_of_today",
    "state_field",
    "thumbnail",
    "told",
    "workbook",
    "yuan_typed",
]
