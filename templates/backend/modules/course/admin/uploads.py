"""Videos and files in the console's forms: sent in parts when chosen, kept in the form by their ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette_admin.routing import route
from starlette_admin.views import CustomView

from app.core.admin import JsonField, database_of, first_problem, may
from app.core.body_limit import read_body
from app.core.errors import AppError, BodyTooLarge
from app.modules.course import files
from app.modules.course.admin.common import EDIT
from app.modules.course.errors import FileInvalid
from app.modules.course.models import CourseFile
from app.modules.course.schemas import FileIn, FileOut

PATH = "course/files"


@dataclass
class FilesField(JsonField):
    """Up to `most` files, as `[{"id": 3, "title": "讲义.pdf"}]`; a form gives back their ids."""

    form_template: str = "course/files.html"
    most: int = 10
    accept: str = ""
    upload: str = PATH

    async def parse_form_data(self, request: Request, form_data: FormData) -> Any:  # noqa: ANN401  # the library's
        rows = await super().parse_form_data(request, form_data)
        rows = rows if isinstance(rows, list) else []
        return [row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), int)]


def known(rows: Sequence[CourseFile]) -> list[dict[str, Any]]:
    """For a form that is opened again."""
    return [{"id": row.id, "title": row.title} for row in rows]


class FileUpload(CustomView):
    """What the widget of `files.html` speaks to."""

    add_to_menu = False

    def __init__(self) -> None:
        super().__init__(menu_label="上传课程文件", path=f"/{PATH}", route_name="course-files")

    def is_accessible(self, request: Request) -> bool:
        return may(request, EDIT)

    @route("", methods=["POST"])
    async def index(self, request: Request) -> Response:
        """Announces a file: `{"title", "size"}`."""
        try:
            body = FileIn.model_validate(await request.json())
            async with database_of(request).begin() as session:
                return _told(files.shown(await files.announce(session, body)), 201)
        except ValidationError as error:
            return JSONResponse({"message": first_problem(error)}, 422)
        except AppError as error:
            return _refused(error)

    @route("/{file_id:int}/parts/{number:int}", methods=["POST"])
    async def part(self, request: Request) -> Response:
        try:
            data = await read_body(request, files.PART_BYTES, BodyTooLarge)
            row = await self._row(request)
            return JSONResponse({"received": await files.receive(row, request.path_params["number"], data)})
        except AppError as error:
            return _refused(error)

    @route("/{file_id:int}/ready", methods=["POST"])
    async def ready(self, request: Request) -> Response:
        try:
            row = await self._row(request)
            duration_ms = await files.check(row)
            async with database_of(request).begin() as session:
                return _told(files.shown(await files.finish(session, row.id, duration_ms)))
        except AppError as error:
            return _refused(error)

    async def _row(self, request: Request) -> CourseFile:
        """Raises FileNotFound, FileInvalid."""
        number = request.path_params["file_id"]
        if number >= 2**31:
            raise FileInvalid
        async with database_of(request).read() as session:
            return await files.find(session, number)


def _told(shown: FileOut, status: int = 200) -> Response:
    return JSONResponse(shown.model_dump(mode="json"), status)


def _refused(error: AppError) -> Response:
    return JSONResponse({"message": error.text}, error.status)
