"""Pictures: checked, cleaned, kept under the hash of their bytes."""

import io

import httpx
import pytest
from PIL import Image

from app.core import media
from app.core.media import PictureInvalid, remove_picture, store_pdf, store_picture
from app.core.settings import settings

ORIENTATION = 0x0112


def encoded(width: int, height: int, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, form, **options)
    return out.getvalue()


def stored(name: str) -> Image.Image:
    return Image.open(settings().media_dir / name)


@pytest.mark.parametrize(("form", "kept"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "JPEG")])
async def test_is_shrunk_and_keeps_its_proportions(form: str, kept: str) -> None:
    picture = stored(await store_picture(encoded(3000, 1500, form), longest_side=600))

    assert (picture.size, picture.format) == ((600, 300), kept)


async def test_is_not_made_larger() -> None:
    assert stored(await store_picture(encoded(30, 20, "PNG"))).size == (30, 20)


async def test_stands_upright_without_the_cameras_note() -> None:
    note = Image.Exif()
    note[ORIENTATION] = 6

    picture = stored(await store_picture(encoded(40, 20, "JPEG", exif=note)))

    assert picture.size == (20, 40)
    assert not picture.getexif()


async def test_same_bytes_same_name() -> None:
    data = encoded(10, 10, "PNG")

    assert await store_picture(data) == await store_picture(data)


async def test_personal_ones_have_names_of_their_own_and_can_go() -> None:
    data = encoded(11, 11, "PNG")
    first, second = await store_picture(data, personal=True), await store_picture(data, personal=True)
    assert first != second

    await remove_picture(first)
    await remove_picture(first)

    assert not (settings().media_dir / first).exists()
    assert (settings().media_dir / second).exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        encoded(10, 10, "GIF"),
        encoded(100, 100, "PNG")[:120],
    ],
)
async def test_not_a_picture_that_we_take(data: bytes) -> None:
    with pytest.raises(PictureInvalid):
        await store_picture(data)


async def test_more_pixels_than_memory_should_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "MAX_PIXELS", 99)

    with pytest.raises(PictureInvalid):
        await store_picture(encoded(10, 10, "PNG"))


async def test_is_served_for_ever_and_never_run(client: httpx.AsyncClient) -> None:
    answer = await client.get(media.media_url(await store_picture(encoded(10, 10, "PNG"))))

    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "script-src 'none'"


async def test_nothing_outside_the_folder_is_served(client: httpx.AsyncClient) -> None:
    assert (await client.get("http://shop.test/media/..%2f..%2fpyproject.toml")).status_code == 404


async def test_a_pdf_is_kept_as_it_is_under_a_name_of_its_own() -> None:
    data = b"%PDF-1.4\n%%EOF\n"
    names = [await store_pdf(data) for _ in range(2)]
    assert [(settings().media_dir / str(name)).read_bytes() for name in names] == [data] * 2
    assert names[0] != names[1]
    assert await store_pdf(b"<html>") is None
