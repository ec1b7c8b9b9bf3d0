"""Data as people read it in a table: texts in their language, lists with commas, yes and nothing."""

from collections.abc import Iterable, Mapping, Sequence

from pintu.messages import language, text
from pintu.model.contract import Requirement, Words
from pintu.model.document import Data


def cell(value: Data) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return text("show.yes")
    if isinstance(value, dict):
        return str(value.get(language(), value["zh"])) if "zh" in value else ", ".join(value)
    if isinstance(value, list):
        return ", ".join(cell(item) for item in value)
    return str(value).replace("\n", " ").strip()


def both(words: Words) -> dict[str, str]:
    """For JSON, which has every text in both languages."""
    return {"zh": words.zh, "en": words.en}


def requirement(needed: Requirement) -> str:
    return needed if isinstance(needed, str) else text("show.or").join(needed)


def requirements(needed: Iterable[Requirement]) -> str:
    return ", ".join(requirement(one) for one in needed)


def rows_of(entries: Iterable[Mapping[str, Data]], columns: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """The columns in which some entry has something, and the entries as rows of them."""
    body = [[cell(entry.get(column)) for column in columns] for entry in entries]
    filled = [index for index, _ in enumerate(columns) if any(row[index] for row in body)]
    return [columns[index] for index in filled], [[row[index] for index in filled] for row in body]
