"""Questions from a spreadsheet, and a spreadsheet to fill in."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route
from starlette_admin.views import CustomView

from app.core.admin import database_of, may, staff_of_request, workbook
from app.core.admin.spreadsheet import XLSX
from app.core.errors import AppError
from app.modules.course.api import course_choices
from app.modules.exam import importing
from app.modules.exam.admin.common import EDIT, number_of
from app.modules.exam.errors import ImportInvalid
from app.modules.exam.schemas import ImportOut
from app.modules.exam.tables import MOST_BYTES


class ImportView(CustomView):
    menu_label = "导入题目"
    icon = "fa fa-file-import"
    path = "/questions-import"
    route_name = "questions-import"
    place = 22

    def is_accessible(self, request: Request) -> bool:
        return may(request, EDIT)

    @route("", methods=["GET", "POST"])
    async def index(self, request: Request) -> Response:
        done: ImportOut | None = None
        problem = ""
        rows: object = []
        if request.method == "POST":
            try:
                done = await self._import(request)
            except ImportInvalid as error:
                problem, rows = error.text, error.details["rows"]
            except AppError as error:
                problem = error.text
        async with database_of(request).read() as session:
            courses = await course_choices(session)
        assert self.templates is not None  # noqa: S101  # mounted
        context = {"title": self.menu_label, "courses": courses, "done": done, "problem": problem, "rows": rows}
        return self.templates.TemplateResponse(request, "exam/import.html", context, 422 if problem else 200)

    async def _import(self, request: Request) -> ImportOut:
        """Raises CourseNotFound, ImportInvalid."""
        form = await request.form()
        file = form.get("file")
        data = await file.read(MOST_BYTES + 1) if isinstance(file, UploadFile) else b""
        async with database_of(request).begin() as session:
            course_id = number_of(str(form.get("course_id") or ""))
            return await importing.import_questions(session, staff_of_request(request).actor, course_id, data)

    @route("/example")
    async def example(self, request: Request) -> Response:
        """To fill in: a row of each kind."""
        del request
        content = workbook([importing.HEAD, *importing.EXAMPLES])
        headers = {"Content-Disposition": 'attachment; filename="questions.xlsx"'}
        return Response(content, media_type=XLSX, headers=headers)
