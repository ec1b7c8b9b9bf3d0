"""A signed record on paper: every version, with its author and time, the newest first."""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from fastapi import Response
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from app.core.admin import moment_text
from app.core.business import business
from app.modules.emr.chart import ChartOut, vitals_in_words
from app.modules.emr.schemas import VersionOut

PDF = "application/pdf"
FONT = "STSong-Light"
"""One of the fonts that every reader of PDF has for Chinese: nothing is embedded."""
EDGE = 18 * mm

TITLE = ParagraphStyle("title", fontName=FONT, fontSize=16, leading=22, alignment=1, wordWrap="CJK")
PART = ParagraphStyle("part", fontName=FONT, fontSize=11, leading=16, spaceBefore=10, wordWrap="CJK")
PLAIN = ParagraphStyle("plain", fontName=FONT, fontSize=9.5, leading=14, wordWrap="CJK")
LINED = TableStyle(
    [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.HexColor("#9aa0a6")), ("VALIGN", (0, 0), (-1, -1), "TOP")]
)


@dataclass(frozen=True)
class Paper:
    """`about` is sex and age; `versions` are signed, the newest first."""

    number: str
    name: str
    about: str
    doctor: str
    versions: Sequence[VersionOut]


async def answer(paper: Paper) -> Response:
    data = await asyncio.to_thread(_draw, paper, business().business.company or business().app.name)
    shown = {"Content-Disposition": f'inline; filename="{paper.number}.pdf"', "Cache-Control": "no-store"}
    return Response(data, media_type=PDF, headers=shown)


def _draw(paper: Paper, company: str) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    edges = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), EDGE)
    page = SimpleDocTemplate(out, pagesize=A4, title=paper.number, **edges)
    head: list[Flowable] = [Paragraph(escape(f"{company} 门诊病历"), TITLE), Spacer(0, 4 * mm)]
    who = _rows([("姓名", f"{paper.name}　{paper.about}"), ("病历号", paper.number), ("接诊医生", paper.doctor)])
    page.build([*head, who, *(part for version in paper.versions for part in _version(version))])
    return out.getvalue()


def _version(version: VersionOut) -> list[Flowable]:
    signed = moment_text(version.signed_at) if version.signed_at else ""
    title = "病历" if version.number == 1 else f"更正（第 {version.number} 版）"
    why = [("更正原因", version.why)] if version.why else []
    rows = [*why, *chart_in_words(version.chart), ("签名", f"{version.author}　{signed}")]
    return [Paragraph(title, PART), _rows(rows)]


def chart_in_words(chart: ChartOut) -> list[tuple[str, str]]:
    """What a record says, part by part, as people read it; what is empty is left out."""
    diagnoses = [
        f"{'' if one.kind == 'main' else '次要：'}{one.text}（{one.code}）"
        for one in sorted(chart.diagnoses, key=lambda one: one.kind)
    ]
    parts = [
        ("主诉", chart.chief_complaint),
        ("病史", chart.history),
        ("体格检查", chart.examination),
        ("生命体征", "，".join(f"{label} {value}" for label, value in vitals_in_words(chart))),
        ("诊断", "\n".join(diagnoses)),
        ("处理意见", chart.plan),
        ("医嘱", "\n".join(f"{place}. {order}" for place, order in enumerate(chart.orders, 1))),
    ]
    return [(label, text) for label, text in parts if text]


def _rows(rows: Sequence[tuple[str, str]]) -> Table:
    cells = [[Paragraph(escape(text).replace("\n", "<br/>"), PLAIN) for text in row] for row in rows]
    return Table(cells, colWidths=[24 * mm, 150 * mm], style=LINED, splitInRow=1)  # a part may be longer than a page
