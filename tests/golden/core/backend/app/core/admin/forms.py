"""Turns refusals into words at the field that they are about."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from starlette_admin.exceptions import FormValidationError

from app.core.errors import AppError

M = TypeVar("M", bound=BaseModel)

_WORDS = {
    "missing": "请填写",
    "string_too_short": "请填写",
    "string_too_long": "最多 {max_length} 个字",
    "too_short": "至少要有 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "greater_than": "必须大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "int_type": "请填写整数",
    "int_parsing": "请填写整数",
    "decimal_parsing": "请填写数字",
    "decimal_max_places": "最多 {decimal_places} 位小数",
    "literal_error": "请选择",
}


def words_of(problem: ErrorDetails) -> str:
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    return _WORDS.get(problem["type"], "填写有误").format(**problem.get("ctx", {}))


def nested(problems: Sequence[tuple[Sequence[str | int], str]]) -> dict[str | int, Any]:
    """[(("skus", 0, "code"), "请填写")] -> {"skus": {0: {"code": "请填写"}}}."""
    tree: dict[str | int, Any] = {}
    for path, words in problems:
        branch = tree
        for part in path[:-1]:
            step = branch.setdefault(part, {})
            if not isinstance(step, dict):  # the whole is refused: its parts do not matter
                break
            branch = step
        else:
            branch[path[-1]] = words
    return tree


def read(schema: type[M], values: Mapping[str, Any], *, whole: str) -> M:
    """The form's values as the services take them.

    Raises FormValidationError with Chinese words at each field; what is wrong with all of them together is said at
    the field `whole`.
    """
    try:
        return schema.model_validate(dict(values))
    except ValidationError as error:
        problems = [(problem["loc"] or (whole,), words_of(problem)) for problem in error.errors()]
        raise FormValidationError(nested(problems)) from error


def first_problem(error: ValidationError) -> str:
    """For a form of an action, which has room for one line."""
    return words_of(error.errors()[0])


def at(field: str, error: AppError) -> FormValidationError:
    return FormValidationError({field: error.text})
