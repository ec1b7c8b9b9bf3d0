"""The record of an order as a PDF, and the label that a phone scans."""

import base64
import io
import re
import zlib

from PIL import Image

from app.modules.work_order import labels
from tests.keys import new_key
from tests.types import AsStaff
from tests.work_order.workshop import BASE, EVERYTHING, acts, completed, in_progress


async def test_the_record_of_a_closed_order(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    order_id = await completed(boss, boss, description="夜班发现 <b>异响</b> & 抖动")
    early = await boss.client.get(f"{BASE}/{order_id}/record")
    assert (early.status_code, early.json()["details"]) == (409, {"status": "pending_acceptance"})
    (await acts(boss, order_id, "accept", note="很好")).raise_for_status()
    answer = (await boss.client.get(f"{BASE}/{order_id}/record")).raise_for_status()
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.")
    assert b"STSong-Light" in answer.content
    assert b"/Subtype /Image" in answer.content  # the signature


async def test_it_says_what_was_done(as_staff: AsStaff) -> None:
    """In UTF-16, as the font wants it."""
    boss = await as_staff(EVERYTHING)
    order_id = await in_progress(boss, boss, checklist="")
    body = {"kind": "part", "text": "轴承六二零四", "quantity": 2, "cost_fen": 7600}
    (await boss.client.post(f"{BASE}/{order_id}/entries", json=body, headers=new_key())).raise_for_status()
    png = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(png, "PNG")
    signed = await boss.client.post(f"{BASE}/{order_id}/signature", files={"file": ("s.png", png.getvalue())})
    signed.raise_for_status()
    (await acts(boss, order_id, "complete", result="换了轴承")).raise_for_status()
    (await acts(boss, order_id, "accept", note="")).raise_for_status()
    shown = text_of((await boss.client.get(f"{BASE}/{order_id}/record")).raise_for_status().content)
    for words in ("维修记录", "轴承六二零四", "¥76.00", "换了轴承", "验收通过"):
        assert words in shown


def text_of(pdf: bytes) -> str:
    """What stands on its pages: strings of the content streams, one after the other."""
    shown = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            content = zlib.decompress(_plain(stream))
        except (ValueError, zlib.error):
            continue  # a picture
        shown += [_unescaped(text) for text in re.findall(rb"\(((?:\\.|[^\\)])*)\) Tj", content, re.DOTALL)]
    return "".join(text.decode("utf-16-be", "replace") for text in shown)


def _plain(stream: bytes) -> bytes:
    """Written as ASCII85. Raises ValueError for what is not."""
    return base64.a85decode(b"<~" + stream.strip(), adobe=True)


def _unescaped(text: bytes) -> bytes:
    def byte(match: re.Match[bytes]) -> bytes:
        said = match[1]
        if said.isdigit():
            return bytes([int(said, 8)])
        return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(said, said)

    return re.sub(rb"\\([0-7]{1,3}|.)", byte, text, flags=re.DOTALL)


async def test_the_label_of_a_machine(as_staff: AsStaff) -> None:
    boss = await as_staff(EVERYTHING)
    answer = (await boss.client.get(f"{BASE}/label", params={"asset": "CNC 01&x"})).raise_for_status()
    assert Image.open(io.BytesIO(answer.content)).format == "PNG"
    assert labels.address("CNC 01&x").endswith("/repair?asset=CNC%2001%26x")
