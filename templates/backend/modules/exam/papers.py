"""Which questions an attempt asks."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.exam.errors import ExamIncomplete
from app.modules.exam.models import Exam, Question
from app.modules.exam.states import KIND_LABELS

_chance = random.SystemRandom()


async def paper_for(session: AsyncSession, exam: Exam) -> list[dict[str, Any]]:
    """The questions of one attempt, with their keys. Raises ExamIncomplete."""
    picked = await _drawn(session, exam) if exam.draws else await _fixed(session, exam)
    if not picked:
        raise ExamIncomplete(short=["还没有题目"])
    if exam.shuffled:
        _chance.shuffle(picked)
    return [_asked(question) for question in picked]


async def _fixed(session: AsyncSession, exam: Exam) -> list[Question]:
    """Those that were taken out of the bank since are left out."""
    wanted = [line.question_id for line in exam.lines]
    found = await session.scalars(sa.select(Question).where(Question.id.in_(wanted), Question.active))
    by_id = {question.id: question for question in found}
    return [by_id[number] for number in wanted if number in by_id]


async def _drawn(session: AsyncSession, exam: Exam) -> list[Question]:
    """Each at most once; what is asked for most narrowly is drawn first, so that nothing wider takes it away."""
    bank = list(await session.scalars(sa.select(Question).where(Question.course_id == exam.course_id, Question.active)))
    picked: list[Question] = []
    short = []
    for draw in sorted(exam.draws, key=_width):
        left = [question for question in bank if question not in picked and _fits(question, draw)]
        if len(left) < draw["count"]:
            short.append(f"{_words(draw)}要 {draw['count']} 题，只有 {len(left)} 题")
            continue
        picked += _chance.sample(left, draw["count"])
    if short:
        raise ExamIncomplete(short=short)
    return sorted(picked, key=lambda question: list(KIND_LABELS).index(question.kind))


def _width(draw: Mapping[str, Any]) -> int:
    return [draw["chapter_id"], draw["kind"]].count(None)


def _fits(question: Question, draw: Mapping[str, Any]) -> bool:
    chapter, kind = draw["chapter_id"], draw["kind"]
    return (chapter is None or question.chapter_id == chapter) and (kind is None or question.kind == kind)


def _words(draw: Mapping[str, Any]) -> str:
    return ("本章" if draw["chapter_id"] else "题库") + (KIND_LABELS[draw["kind"]] if draw["kind"] else "各类题")


def _asked(question: Question) -> dict[str, Any]:
    """As the attempt keeps it: nothing of it changes any more."""
    names: Sequence[str] = ("id", "kind", "stem", "options", "key", "points", "explanation")
    return {name: getattr(question, name) for name in names}
