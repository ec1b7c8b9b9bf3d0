"""Make the demo's film and handout: `python film.py`. Needs Pillow, reportlab, ffmpeg, and Noto Sans CJK.

The film is a lesson of half a minute: a circuit is wired step by step until its lamp is lit. It is drawn here frame by
frame and packed by ffmpeg as H.264, with its header in front, so that players can begin before all of it is there.
Encoders differ from version to version: nobody expects the same bytes.
"""

import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path(__file__).parent
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
SIZE, RATE, SECONDS = (640, 360), 10, 30
STEPS = ("一 断开电源", "二 验明无电", "三 接好导线", "四 合上开关")
NIGHT, WIRE, LIT, TEXT, SOFT = "#0f172a", "#38bdf8", "#fde047", "#f8fafc", "#64748b"
ROUTE = [(150, 250), (150, 120), (490, 120), (490, 250), (150, 250)]


def frames() -> Iterator[Image.Image]:
    for number in range(RATE * SECONDS):
        yield frame(number / RATE)


def frame(at: float) -> Image.Image:
    """The picture after so many seconds."""
    picture = Image.new("RGB", SIZE, NIGHT)
    pen = ImageDraw.Draw(picture)
    title, small = (ImageFont.truetype(FONT, size) for size in (28, 18))
    step = min(int(at / SECONDS * len(STEPS)), len(STEPS) - 1)
    pen.text((32, 22), STEPS[step], font=title, fill=TEXT)
    pen.text((32, 318), "单灯照明电路", font=small, fill=SOFT)
    pen.text((560, 318), f"{int(at):02d} 秒", font=small, fill=SOFT)
    done = min(1.0, max(0.0, (at - SECONDS / 2) / (SECONDS / 4)))
    drawn(pen, done)
    closed, lit = step == 3, step == 3 and at > SECONDS * 0.8
    pen.line([(290, 250), (350, 250 if closed else 215)], fill=TEXT, width=6)
    pen.ellipse((284, 244, 296, 256), fill=TEXT)
    if lit:
        pen.ellipse((430, 60, 550, 180), fill="#3f3a1c")
    pen.ellipse((460, 90, 520, 150), fill=LIT if lit else "#334155", outline=TEXT, width=3)
    pen.line([(472, 132), (508, 108)], fill=NIGHT if lit else SOFT, width=4)
    pen.rectangle((120, 160, 180, 210), fill="#f97316" if step else "#dc2626")
    pen.text((134, 170), "电" if step == 3 else "断", font=small, fill=TEXT)
    pen.rectangle((32, 346, 32 + 576 * at / SECONDS, 350), fill=WIRE)
    return picture


def drawn(pen: ImageDraw.ImageDraw, share: float) -> None:
    """The wire, as far as it has come."""
    lengths = [abs(x - u) + abs(y - v) for (x, y), (u, v) in pairwise(ROUTE)]
    left = share * sum(lengths)
    for (start, end), length in zip(pairwise(ROUTE), lengths, strict=True):
        part = min(1.0, left / length)
        to = (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
        pen.line([start, to], fill=WIRE, width=6)
        left = max(0.0, left - length)


def film(target: Path) -> None:
    given = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{SIZE[0]}x{SIZE[1]}", "-r", str(RATE), "-i", "-"]
    packed = ["-c:v", "libx264", "-preset", "veryslow", "-crf", "34", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
    command = ["ffmpeg", "-y", "-loglevel", "error", *given, *packed, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:  # noqa: S603  # what is written above
        assert ffmpeg.stdin is not None  # noqa: S101  # it was asked for
        for picture in frames():
            ffmpeg.stdin.write(picture.tobytes())


def handout(target: Path) -> None:
    """A page to print: what to check before the current is on."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(target), pagesize=A4, invariant=1)
    canvas.setTitle("接线安全检查表")
    canvas.setFont("STSong-Light", 22)
    canvas.drawString(25 * mm, 265 * mm, "接线安全检查表")
    canvas.setFont("STSong-Light", 13)
    for number, line in enumerate(
        ("断电并挂牌", "用合格的验电笔验电", "相线进开关，零线进灯头", "螺钉拧紧，不露铜", "复查后再合闸")
    ):
        canvas.rect(25 * mm, (245 - 12 * number) * mm, 5 * mm, 5 * mm)
        canvas.drawString(35 * mm, (246 - 12 * number) * mm, line)
    canvas.save()


if __name__ == "__main__":
    film(FOLDER / "circuit.mp4")
    handout(FOLDER / "checklist.pdf")
