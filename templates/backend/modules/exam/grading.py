"""What an answer is worth, and whether it can be one at all."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from app.modules.exam.errors import AnswerInvalid
from app.modules.exam.states import BLANK, MULTIPLE

Answer = Sequence[int] | Sequence[str]
MOST_LETTERS = 200


def marks(
    paper: Sequence[Mapping[str, Any]], answers: Mapping[str, Answer], partial: Literal["none", "half"]
) -> dict[str, int]:
    """Points for each question of the paper, by its id as text; nothing for what was left out."""
    return {
        str(asked["id"]): points_for(asked, answers.get(str(asked["id"]), ()), half=partial == "half")
        for asked in paper
    }


def points_for(asked: Mapping[str, Any], answer: Answer, *, half: bool) -> int:
    points: int = asked["points"]
    if asked["kind"] == BLANK:
        filled = [_plain(str(text)) for text in answer]
        accepted = [{_plain(text) for text in texts} for texts in asked["key"]]
        right = len(filled) == len(accepted) and all(
            one in any_of for one, any_of in zip(filled, accepted, strict=True)
        )
        return points if right else 0
    chosen, key = set(answer), set(asked["key"])
    if chosen == key:
        return points
    missed_some = asked["kind"] == MULTIPLE and bool(chosen) and chosen < key
    return points // 2 if half and missed_some else 0


def check(paper: Sequence[Mapping[str, Any]], answers: Mapping[str, Answer]) -> dict[str, list[int] | list[str]]:
    """The answers as they are kept: those that say something. Raises AnswerInvalid."""
    asked = {str(one["id"]): one for one in paper}
    kept: dict[str, list[int] | list[str]] = {}
    for number, answer in answers.items():
        if number not in asked:
            raise AnswerInvalid(question_id=number)
        row = _texts(asked[number], answer) if asked[number]["kind"] == BLANK else _options(asked[number], answer)
        if row:
            kept[number] = row
    return kept


def _texts(asked: Mapping[str, Any], answer: Answer) -> list[str]:
    if len(answer) > len(asked["key"]) or not all(
        isinstance(text, str) and len(text) <= MOST_LETTERS for text in answer
    ):
        raise AnswerInvalid(question_id=str(asked["id"]))
    texts = [str(text) for text in answer]
    return texts if any(text.strip() for text in texts) else []


def _options(asked: Mapping[str, Any], answer: Answer) -> list[int]:
    several = asked["kind"] == MULTIPLE
    numbers = [one for one in answer if isinstance(one, int)]
    known = all(0 <= one < len(asked["options"]) for one in numbers)
    if (
        len(numbers) != len(answer)
        or not known
        or len(set(numbers)) != len(numbers)
        or (len(numbers) > 1 and not several)
    ):
        raise AnswerInvalid(question_id=str(asked["id"]))
    return sorted(numbers)


def _plain(text: str) -> str:
    """Full and half width, capitals and blanks make no difference: １２ｋＶ is 12 kv."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
