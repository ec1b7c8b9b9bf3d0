"""The record of an accepted order as a PDF, for the file that every machine has."""

import asyncio
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import sqlalchemy as sa
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Image, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.admin import moment_text
from app.core.business import business
from app.core.money import yuan_text
from app.core.settings import settings
from app.core.staff import Staff
from app.modules.work_order import queries
from app.modules.work_order.errors import RecordNotReady
from app.modules.work_order.models import WorkPicture
from app.modules.work_order.schemas import LineOut, WorkOrderDetail
from app.modules.work_order.states import DONE

FONT = "STSong-Light"
"""One of the fonts that every reader of PDF has for Chinese: nothing is embedded, and no file is needed."""
PDF = "application/pdf"
WIDTH = 174 * mm
KINDS = {"labour": "工时", "part": "用料", "extra": "其他费用"}

TITLE = ParagraphStyle("title", fontName=FONT, fontSize=16, leading=22, alignment=1, wordWrap="CJK")
HEAD = ParagraphStyle("head", fontName=FONT, fontSize=11, leading=16, spaceBefore=8, wordWrap="CJK")
TEXT = ParagraphStyle("text", fontName=FONT, fontSize=9, leading=13, wordWrap="CJK")
GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#9aa0a6")),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
)


async def record(session: AsyncSession, staff: Staff, order_id: int) -> tuple[str, bytes]:
    """The order's number and its record. Raises WorkOrderNotFound, RecordNotReady."""
    order = await queries.detail(session, staff, order_id)
    if order.status not in DONE:
        raise RecordNotReady(status=order.status)
    signed = sa.select(WorkPicture.name).where(WorkPicture.order_id == order_id, WorkPicture.kind == "signature")
    name = await session.scalar(signed.order_by(WorkPicture.id.desc()).limit(1))
    signature = settings().media_dir / name if name else None
    return order.number, await asyncio.to_thread(_draw, order, signature, business().business.company)


def _draw(order: WorkOrderDetail, signature: Path | None, company: str) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    edge = 18 * mm
    page = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=edge, rightMargin=edge, topMargin=edge, bottomMargin=edge, title=order.number
    )
    page.build([*_head(order, company), *_work(order), *_signed(order, signature), *_story(order.history)])
    return out.getvalue()


def _cell(text: str) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), TEXT)


def _table(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    """`widths` are shares of the page's width."""
    cells = [[_cell(text) for text in row] for row in rows]
    return Table(cells, colWidths=[WIDTH * share for share in widths], style=GRID)


def _time(moment: datetime | None) -> str:
    return moment_text(moment) if moment else "—"


def _head(order: WorkOrderDetail, company: str) -> list[Flowable]:
    machine = " ".join(part for part in (order.asset_name, order.asset) if part) or "—"
    still = f"{_time(order.downtime_from)} 至 {_time(order.downtime_to)}" if order.downtime_from else "—"
    rows = [
        ("工单号", order.number, "状态", order.status_label),
        ("设备", machine, "优先级", order.priority_label),
        ("来源", order.source_label, "维修人", order.assignee or "—"),
        ("开单", _time(order.created_at), "要求完成", _time(order.due_at)),
        ("完工", _time(order.completed_at), "验收", _time(order.closed_at)),
        ("停机", still, "费用合计", yuan_text(order.cost_fen)),
    ]
    wording = [("内容", order.title), ("说明", order.description or "—"), ("处理结果", order.result or "—")]
    return [
        Paragraph(escape(f"{company} 维修记录"), TITLE),
        Spacer(0, 4 * mm),
        _table(rows, (0.12, 0.42, 0.14, 0.32)),
        _table(wording, (0.12, 0.88)),
    ]


def _work(order: WorkOrderDetail) -> list[Flowable]:
    shown: list[Flowable] = []
    if order.checks:
        rows = [("检查项", "必做", "结果", "检查人")]
        rows += [
            (check.text, "是" if check.required else "", "已做" if check.done else "未做", check.done_by)
            for check in order.checks
        ]
        title = f"检查表：{order.checklist}"
        shown += [Paragraph(escape(title), HEAD), _table(rows, (0.58, 0.1, 0.12, 0.2))]
    if order.entries:
        rows = [("类别", "内容", "数量", "费用")]
        for entry in order.entries:
            amount = f"{entry.minutes} 分钟" if entry.minutes else f"{entry.quantity}" if entry.quantity else ""
            rows.append((KINDS[entry.kind], entry.text, amount, yuan_text(entry.cost_fen)))
        rows.append(("合计", "", f"{order.labour_minutes} 分钟", yuan_text(order.cost_fen)))
        shown += [Paragraph("工时与用料", HEAD), _table(rows, (0.14, 0.5, 0.16, 0.2))]
    return shown


def _signed(order: WorkOrderDetail, signature: Path | None) -> list[Flowable]:
    if order.signed_at is None:
        return []
    shown: list[Flowable] = [Paragraph("签名", HEAD)]
    if signature is not None and signature.is_file():
        shown.append(Image(str(signature), width=60 * mm, height=25 * mm, kind="proportional", hAlign="LEFT"))
    return [*shown, _cell(f"{order.signed_by} {_time(order.signed_at)}".strip())]


def _story(history: Sequence[LineOut]) -> list[Flowable]:
    rows = [("时间", "经过", "经手", "备注")]
    rows += [(moment_text(line.at), line.label, line.who, line.text) for line in history]
    return [Paragraph("经过", HEAD), _table(rows, (0.24, 0.16, 0.16, 0.44))]
