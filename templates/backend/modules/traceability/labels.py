"""A sheet of labels to print: A4, three by eight, 70 by 37 millimetres each, without edges, as the shops sell them."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from app.modules.traceability import addresses
from app.modules.traceability.models import Batch

FONT = "STSong-Light"
"""One of the fonts that every reader of PDF has for Chinese: nothing is embedded, and no file is needed."""
PDF = "application/pdf"
COLUMNS, ROWS = 3, 8
WIDTH, HEIGHT = A4[0] / COLUMNS, A4[1] / ROWS
SQUARE = 31 * mm
GAP = 2 * mm
MOST = 960


def sheet(batch: Batch, count: int) -> bytes:
    """A PDF with `count` labels of the batch, on as many pages as they take."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setTitle(batch.number)
    code = ImageReader(io.BytesIO(addresses.png(batch.code)))
    for place in range(count):
        row, column = divmod(place % (COLUMNS * ROWS), COLUMNS)
        if place and place % (COLUMNS * ROWS) == 0:
            canvas.showPage()
        _label(canvas, batch, code, column * WIDTH, A4[1] - (row + 1) * HEIGHT)
    canvas.save()
    return out.getvalue()


def _label(canvas: Canvas, batch: Batch, code: ImageReader, left: float, bottom: float) -> None:
    canvas.drawImage(code, left + GAP, bottom + (HEIGHT - SQUARE) / 2, SQUARE, SQUARE)
    text = canvas.beginText(left + SQUARE + 2 * GAP, bottom + HEIGHT - 9 * mm)
    space = WIDTH - SQUARE - 4 * GAP
    for words, size in ((batch.item, 9), (batch.number, 7), (f"{batch.made_at:%Y-%m-%d}", 7), ("扫码查看追溯信息", 7)):
        text.setFont(FONT, size, leading=size * 1.5)
        for line in simpleSplit(words, FONT, size, space)[:2]:
            text.textLine(line)
    canvas.drawText(text)
