"""Questions from a spreadsheet: a row each, all of them or none."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.admin import first_problem
from app.core.context import Actor
from app.modules.course.api import find, outline_of
from app.modules.exam.editing import question_fields
from app.modules.exam.errors import ImportInvalid
from app.modules.exam.models import Question
from app.modules.exam.schemas import ImportOut, QuestionIn
from app.modules.exam.states import BLANK, JUDGE, JUDGE_OPTIONS, KIND_LABELS
from app.modules.exam.tables import rows_of

OPTIONS = tuple("ABCDEFGH")
HEAD = ("编号", "章节", "题型", "题干", *(f"选项{letter}" for letter in OPTIONS), "答案", "分值", "解析")
NEEDED = ("题型", "题干", "答案")
MOST_ROWS = 2000
EXAMPLES = (
    ("E001", "", "单选", "验电前应先做什么？", "断电", "挂牌", "通电", "", "", "", "", "", "A", "5", "先断电再验电。"),
    (
        "E002",
        "",
        "多选",
        "下列属于安全用具的有",
        "绝缘手套",
        "验电器",
        "铝梯",
        "绝缘垫",
        "",
        "",
        "",
        "",
        "ABD",
        "5",
        "",
    ),
    ("E003", "", "判断", "断电后即可直接触碰导线。", "", "", "", "", "", "", "", "", "错", "5", "还要验电、放电。"),
    (
        "E004",
        "",
        "填空",
        "安全电压不超过 ___ 伏，由 ___ 决定。",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "36;环境|使用环境",
        "5",
        "",
    ),
)
"""What the page offers to fill in: blanks are parted by semicolons, what is accepted for one by upright strokes."""

_KINDS = {label: kind for kind, label in KIND_LABELS.items()} | {
    f"{label}题": kind for kind, label in KIND_LABELS.items()
}
_YES, _NO = {"对", "正确", "√", "t", "true", "是", "a"}, {"错", "错误", "×", "x", "f", "false", "否", "b"}
_MOST_TOLD = 20


async def import_questions(session: AsyncSession, actor: Actor, course_id: int, data: bytes) -> ImportOut:
    """A row whose code the course has already changes that question. Raises CourseNotFound, ImportInvalid."""
    await find(session, course_id)
    chapters = {chapter.title: chapter.id for chapter in (await outline_of(session, course_id)).chapters}
    bodies = parsed(data, course_id, chapters)
    codes = [body.code for body in bodies if body.code]
    known = sa.select(Question).where(Question.course_id == course_id, Question.code.in_(codes))
    by_code = {question.code: question for question in await session.scalars(known)}
    for body in bodies:
        row = by_code.get(body.code) if body.code else None
        if row is None:
            session.add(Question(**question_fields(body), created_at=clock.now()))
            continue
        for name, value in question_fields(body).items():
            setattr(row, name, value)
    await session.flush()
    out = ImportOut(added=len(bodies) - len(by_code), changed=len(by_code))
    await audit.record(
        session, actor, "exam_question.import", "course", course_id, added=out.added, changed=out.changed
    )
    return out


def parsed(data: bytes, course_id: int, chapters: Mapping[str, int]) -> list[QuestionIn]:
    """Raises ImportInvalid with what is wrong in which row, as the spreadsheet numbers them."""
    try:
        rows = rows_of(data)
    except ValueError as error:
        raise _refused([(1, str(error))]) from error
    head = rows[0] if rows else []
    if missing := [name for name in NEEDED if name not in head]:
        raise _refused([(1, f"第一行要有这些列：{'、'.join(missing)}")])
    if len(rows) > MOST_ROWS + 1:
        raise _refused([(MOST_ROWS + 2, f"一次最多 {MOST_ROWS} 题")])
    bodies: list[QuestionIn] = []
    wrong: list[tuple[int, str]] = []
    seen: set[str] = set()
    for number, texts in enumerate(rows[1:], start=2):
        if not any(texts):
            continue
        cells = dict(zip(head, texts, strict=False))
        try:
            bodies.append(_question(cells, course_id, chapters, seen))
        except ValidationError as error:
            wrong.append((number, first_problem(error)))
        except ValueError as error:
            wrong.append((number, str(error)))
    if wrong or not bodies:
        raise _refused(wrong or [(2, "没有题目")])
    return bodies


def _question(cells: Mapping[str, str], course_id: int, chapters: Mapping[str, int], seen: set[str]) -> QuestionIn:
    """`seen` are the codes of the rows before. Raises ValueError, in Chinese."""
    code = cells.get("编号") or None
    if code in seen:
        raise ValueError(f"编号 {code} 在文件里出现了两次")
    seen |= {code} if code else set()
    kind = _KINDS.get(cells["题型"])
    if kind is None:
        raise ValueError(f"题型“{cells['题型']}”应为 {'、'.join(KIND_LABELS.values())}")
    chapter = cells.get("章节", "")
    if chapter and chapter not in chapters:
        raise ValueError(f"课程里没有“{chapter}”这一章")
    points = cells.get("分值", "") or "5"
    if not points.isdecimal():
        raise ValueError(f"分值“{points}”不是整数")
    options = [cells.get(f"选项{letter}", "") for letter in OPTIONS]
    while options and not options[-1]:
        options.pop()
    values: dict[str, object] = {
        "course_id": course_id,
        "chapter_id": chapters.get(chapter),
        "code": code,
        "kind": kind,
        "stem": cells["题干"],
        "points": int(points),
        "explanation": cells.get("解析", ""),
    }
    if kind not in {JUDGE, BLANK}:
        values["options"] = options
    values |= answer_of(kind, cells["答案"])
    return QuestionIn.model_validate(values)


def answer_of(kind: str, answer: str) -> dict[str, object]:
    """`right` or `accepted` of a QuestionIn, as somebody has typed it. Raises ValueError, in Chinese."""
    if kind == BLANK:
        return {"accepted": [_parts("|", blank) for blank in _parts(";", answer.replace("；", ";"))]}
    return {"right": [_judged(answer)] if kind == JUDGE else _letters(answer)}


def answer_in_words(kind: str, key: Sequence[Any]) -> str:
    """The other way round."""
    if kind == BLANK:
        return "; ".join(" | ".join(texts) for texts in key)
    return JUDGE_OPTIONS[key[0]] if kind == JUDGE else "".join(OPTIONS[number] for number in key)


def _parts(sign: str, text: str) -> list[str]:
    return [part.strip() for part in text.split(sign) if part.strip()]


def _judged(answer: str) -> int:
    said = answer.lower()
    if said in _YES | _NO:
        return 0 if said in _YES else 1
    raise ValueError("判断题的答案写“对”或“错”")


def _letters(answer: str) -> list[int]:
    letters = re.sub(r"[\s,，、;；]", "", answer).upper()
    if not letters or any(letter not in OPTIONS for letter in letters):
        raise ValueError("选择题的答案写选项的字母，如 A 或 ACD")
    return [OPTIONS.index(letter) for letter in letters]


def _refused(wrong: Sequence[tuple[int, str]]) -> ImportInvalid:
    return ImportInvalid(rows=[{"row": number, "problem": problem} for number, problem in wrong[:_MOST_TOLD]])
