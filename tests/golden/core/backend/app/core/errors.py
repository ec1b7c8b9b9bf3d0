"""Every refusal in one shape: `{"code", "message", "request_id", "details"}`.

An error class says once what it is: its HTTP status, its code for programs and its message for people. A route names
the ones it may answer with through `responses=raises(OutOfStock, PriceChanged)`; what its dependencies refuse is
documented by itself (see `openapi.py`).
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, ClassVar, TypeVar

import structlog
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from app.core.context import request_id

AWAY = (InterfaceError, OperationalError)
"""Of the database's errors those that speak of the connection, or of a lock that nobody gave back in time."""
AWAY_STATES = ("08", "53", "57P")
"""How the codes begin with which PostgreSQL says the same: no connection, none left, going down or coming up."""
CUT_OFF = (PoolTimeoutError, ConnectionError)
"""Errors that say so by themselves."""

log = structlog.get_logger(__name__)


class ErrorBody(BaseModel):
    code: str = Field(description="For programs; never changes its meaning")
    message: str = Field(description="For people, in Chinese")
    request_id: str = Field(description="Quote it when asking for help; it is in every log line of the request")
    details: dict[str, Any] = Field(default_factory=dict)


class AppError(Exception):
    """A refusal with a reason. Subclasses set `status`, `code` and `message`; keyword arguments become `details`."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "BAD_REQUEST"
    message: ClassVar[str] = "请求有误"
    headers: ClassVar[Mapping[str, str]] = {}

    def __init__(self, message: str | None = None, **details: object) -> None:
        super().__init__(message or self.message)
        self.text = message or self.message
        self.details = details

    @classmethod
    def example(cls) -> dict[str, Any]:
        """An OpenAPI example of the answer."""
        body = ErrorBody(code=cls.code, message=cls.message, request_id="5f1d0c9be2a44d07")
        return {"summary": cls.message, "value": body.model_dump()}


class ValidationFailed(AppError):
    status, code, message = 422, "VALIDATION_FAILED", "填写的内容有误"


class MethodNotAllowed(AppError):
    status, code, message = 405, "METHOD_NOT_ALLOWED", "不支持这种请求方式"


class NotFound(AppError):
    status, code, message = 404, "NOT_FOUND", "找不到所请求的内容"


class BodyTooLarge(AppError):
    status, code, message = 413, "BODY_TOO_LARGE", "提交的内容太大"


class RateLimited(AppError):
    status, code, message = 429, "RATE_LIMITED", "操作太频繁，请稍后再试"


REFUSALS: dict[Callable[..., object], tuple[type[AppError], ...]] = {}
"""What each dependency may refuse with."""

F = TypeVar("F", bound=Callable[..., object])


def refuses(*errors: type[AppError]) -> Callable[[F], F]:
    """Decorates a dependency: every route that depends on it documents `errors`."""

    def mark(dependency: F) -> F:
        REFUSALS[dependency] = errors
        return dependency

    return mark


def raises(*errors: type[AppError]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that may answer with `errors`, grouped by status, an example for each."""
    responses: dict[int | str, dict[str, Any]] = {}
    for error in errors:
        entry = responses.setdefault(error.status, response_of())
        examples = entry["content"]["application/json"]["examples"]
        examples[error.code] = error.example()
        entry["description"] = " · ".join(examples)
    return responses


def response_of() -> dict[str, Any]:
    """An OpenAPI response in the shape of an error, still without examples."""
    schema = {"$ref": "#/components/schemas/ErrorBody"}
    return {"description": "", "content": {"application/json": {"schema": schema, "examples": {}}}}


def answer(status: int, code: str, message: str, details: Mapping[str, object] | None = None) -> JSONResponse:
    body = {"code": code, "message": message, "request_id": request_id(), "details": jsonable_encoder(details or {})}
    return JSONResponse(body, status)


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AppError)  # noqa: S101  # what the handler is registered for
    response = answer(error.status, error.code, error.text, error.details)
    response.headers.update(error.headers)
    return response


WORDS: Mapping[str, str] = {
    "missing": "必填",
    "json_invalid": "不是有效的 JSON",
    "extra_forbidden": "不需要这一项",
    "string_type": "应为文字",
    "string_too_short": "至少 {min_length} 个字",
    "string_too_long": "最多 {max_length} 个字",
    "string_pattern_mismatch": "格式不对",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "decimal_type": "应为数字",
    "decimal_parsing": "应为数字",
    "decimal_max_places": "最多 {decimal_places} 位小数",
    "bool_type": "应为是或否",
    "bool_parsing": "应为是或否",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than": "应小于 {lt}",
    "less_than_equal": "不能大于 {le}",
    "too_short": "至少 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "list_type": "应为列表",
    "literal_error": "不在可选的范围内",
    "enum": "不在可选的范围内",
}
"""For people, by Pydantic's type of the error; the limits come from its context, never the value."""


def _words(mistake: Mapping[str, Any]) -> str:
    words = WORDS.get(mistake["type"])
    return words.format_map(mistake.get("ctx", {})) if words else str(mistake["msg"])


def _path(mistake: Mapping[str, Any]) -> str:
    """Of the field, with dots; "" for a body that is no JSON at all, where Pydantic counts characters."""
    return "" if mistake["type"] == "json_invalid" else ".".join(str(part) for part in mistake["loc"][1:])


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    """Which fields and why, without the values: they may be somebody's personal data."""
    assert isinstance(error, RequestValidationError)  # noqa: S101  # what the handler is registered for
    fields = [{"path": _path(mistake), "message": _words(mistake)} for mistake in error.errors()]
    return answer(ValidationFailed.status, ValidationFailed.code, ValidationFailed.message, {"fields": fields})


async def _http(_: Request, error: Exception) -> JSONResponse:
    """What the framework itself refuses."""
    assert isinstance(error, HTTPException)  # noqa: S101  # what the handler is registered for
    if error.status_code == HTTPStatus.BAD_REQUEST:  # a body that is no UTF-8, or nested beyond reading
        return answer(ValidationFailed.status, ValidationFailed.code, ValidationFailed.message)
    status = HTTPStatus(error.status_code)
    known = {refusal.status: refusal for refusal in (NotFound, MethodNotAllowed, BodyTooLarge)}.get(status)
    response = answer(status, known.code if known else status.name, known.message if known else AppError.message)
    response.headers.update(error.headers or {})
    return response


async def _cut_off(request: Request, error: Exception) -> JSONResponse:
    """The database is away, or so busy that nobody's turn comes: nothing was done, or it is not known; ask again."""
    if not is_cut_off(error):
        return await _crashed(request, error)
    log.warning("cut_off", error=type(error).__name__)
    response = answer(503, "UNAVAILABLE", "服务暂时不可用，请稍后再试")
    response.headers["Retry-After"] = "1"
    return response


def is_cut_off(error: Exception) -> bool:
    """Whether the database, or another server, was not there for it: it may go well later, as it is."""
    return _is_away(error) if isinstance(error, DBAPIError) else isinstance(error, CUT_OFF)


def _is_away(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or isinstance(error, AWAY) or state.startswith(AWAY_STATES)


async def _crashed(_: Request, error: Exception) -> JSONResponse:
    log.error("crashed", exc_info=error)
    return answer(500, "INTERNAL", "服务器出错了，请稍后再试")


def install(app: FastAPI) -> None:
    app.add_exception_handler(AppError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    for cut_off in (DBAPIError, *CUT_OFF):
        app.add_exception_handler(cut_off, _cut_off)
    app.add_exception_handler(Exception, _crashed)
