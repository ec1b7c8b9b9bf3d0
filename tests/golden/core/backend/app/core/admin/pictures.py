"""Pictures in the console's forms: uploaded when chosen, kept in the form by their names."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette_admin.fields import BaseField
from starlette_admin.routing import route
from starlette_admin.views import CustomView

from app.core.admin.access import may
from app.core.errors import AppError
from app.core.media import PictureInvalid, media_url, read_upload, store_picture


def picture_src(name: str | None) -> str:
    """Where the console's pages find a stored picture: on their own host."""
    return urlsplit(media_url(name)).path if name else ""


@dataclass
class JsonField(BaseField):
    """A value that a script keeps as JSON in one input."""

    searchable: bool | None = False
    orderable: bool | None = False

    async def parse_form_data(self, request: Request, form_data: FormData) -> Any:  # noqa: ANN401  # the library's
        """None for what is no JSON."""
        del request
        try:
            return json.loads(str(form_data.get(self.id) or "null"))
        except ValueError:
            return None


@dataclass
class PicturesField(JsonField):
    """The names of up to `most` stored pictures, the first one being the cover; `upload` is where they go."""

    form_template: str = "fields/pictures.html"
    most: int = 9
    upload: str = ""


@dataclass
class PictureField(PicturesField):
    """One stored picture's name, or None."""

    most: int = 1

    async def parse_form_data(self, request: Request, form_data: FormData) -> Any:  # noqa: ANN401  # the library's
        names = await super().parse_form_data(request, form_data)
        return names[0] if isinstance(names, list) and names else None


class PictureUpload(CustomView):
    """Takes a picture from those who hold `permission` and answers with its name."""

    add_to_menu = False

    def __init__(self, permission: str, path: str) -> None:
        super().__init__(menu_label="上传图片", path=path, route_name=path.strip("/").replace("/", "-"))
        self.permission = permission

    def is_accessible(self, request: Request) -> bool:
        return may(request, self.permission)

    @route("", methods=["POST"])
    async def index(self, request: Request) -> Response:
        file = (await request.form()).get("file")
        try:
            if not isinstance(file, UploadFile):
                raise PictureInvalid
            name = await store_picture(await read_upload(file))
        except AppError as error:
            return JSONResponse({"message": error.text}, error.status)
        return JSONResponse({"name": name, "src": picture_src(name)}, 201)
