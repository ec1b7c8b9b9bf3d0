from typing import Self

from pydantic import BaseModel

from app.modules.prepaid.cases import Refund


class ParagraphOut(BaseModel):
    articles: list[int]
    title: str
    text: str


class RulesOut(BaseModel):
    source: str
    paragraphs: list[ParagraphOut]


class LineOut(BaseModel):
    article: int
    text: str
    amount_fen: int | None


class RefundOut(BaseModel):
    """What would go back, and why: for pages that show it before somebody asks for it."""

    refund_fen: int
    interest_fen: int
    total_fen: int
    lines: list[LineOut]

    @classmethod
    def of(cls, refund: Refund) -> Self:
        return cls(
            refund_fen=refund.refund_fen,
            interest_fen=refund.interest_fen,
            total_fen=refund.total_fen,
            lines=[LineOut(article=row.article, text=row.text, amount_fen=row.amount_fen) for row in refund.lines],
        )
