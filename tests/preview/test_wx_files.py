"""Files, and what else gets and shows them.

https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.html
"""

import json
import re
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from server import FILMS, Server
from shown import Shown

Open = Callable[..., Shown]
MEDIA = "pages/wx-media/index"


def manage(shown: Shown, method: str, options: dict[str, object]) -> dict[str, Any]:
    """An operation of the file system manager with callbacks; ~ stands for USER_DATA_PATH."""
    script = """([method, options]) => new Promise((complete) => {
      const full = (value) => typeof value === "string" ? value.replace(/^~/, wx.env.USER_DATA_PATH) : value
      const given = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, full(value)]))
      wx.getFileSystemManager()[method]({ ...given, complete })
    })"""
    return dict(shown.call(script, [method, options]))


def test_write_read_append_and_remove(open_page: Open) -> None:
    shown = open_page("pages/wx-file/index")
    assert manage(shown, "writeFile", {"filePath": "~/a.txt", "data": "茶"}) == {"errMsg": "writeFile:ok"}
    manage(shown, "appendFile", {"filePath": "~/a.txt", "data": "叶"})
    assert manage(shown, "readFile", {"filePath": "~/a.txt", "encoding": "utf8"})["data"] == "茶叶"
    assert manage(shown, "readFile", {"filePath": "~/a.txt", "encoding": "hex"})["data"] == "茶叶".encode().hex()
    assert manage(shown, "getFileInfo", {"filePath": "~/a.txt"})["size"] == 6
    assert manage(shown, "unlink", {"filePath": "~/a.txt"}) == {"errMsg": "unlink:ok"}
    gone = manage(shown, "readFile", {"filePath": "~/a.txt"})
    assert gone == {"errMsg": "readFile:fail no such file or directory wxfile://usr/a.txt", "errno": 1300002}


def test_bytes_and_base64(open_page: Open) -> None:
    script = """() => {
      const fs = wx.getFileSystemManager()
      const path = `${wx.env.USER_DATA_PATH}/b.bin`
      fs.writeFileSync(path, wx.base64ToArrayBuffer("AP+A"))
      const data = fs.readFileSync(path)
      return [data instanceof ArrayBuffer, wx.arrayBufferToBase64(data), fs.readFileSync(path, "base64", 1)]
    }"""
    assert open_page("pages/wx-file/index").call(script) == [True, "AP+A", "/4A="]


def test_folders(open_page: Open) -> None:
    shown = open_page("pages/wx-file/index")
    assert manage(shown, "mkdir", {"dirPath": "~/x/y"})["errno"] == 1300002
    assert manage(shown, "mkdir", {"dirPath": "~/x/y", "recursive": True}) == {"errMsg": "mkdir:ok"}
    assert manage(shown, "mkdir", {"dirPath": "~/x"})["errno"] == 1301005
    manage(shown, "writeFile", {"filePath": "~/x/a.txt", "data": ""})
    assert sorted(manage(shown, "readdir", {"dirPath": "~/x"})["files"]) == ["a.txt", "y"]
    assert manage(shown, "rmdir", {"dirPath": "~/x"})["errno"] == 1300066
    assert manage(shown, "rmdir", {"dirPath": "~/x", "recursive": True}) == {"errMsg": "rmdir:ok"}
    assert manage(shown, "access", {"path": "~/x/a.txt"})["errno"] == 1300002


def test_copy_rename_and_save(open_page: Open) -> None:
    shown = open_page("pages/wx-file/index")
    manage(shown, "writeFile", {"filePath": "~/a.txt", "data": "1"})
    manage(shown, "copyFile", {"srcPath": "~/a.txt", "destPath": "~/b.txt"})
    manage(shown, "rename", {"oldPath": "~/b.txt", "newPath": "~/c.txt"})
    assert manage(shown, "readdir", {"dirPath": "~/"})["files"] == ["a.txt", "c.txt"]
    saved = manage(shown, "saveFile", {"tempFilePath": "~/c.txt"})["savedFilePath"]
    assert saved.startswith("wxfile://store_")
    assert [row["filePath"] for row in manage(shown, "getSavedFileList", {})["fileList"]] == [saved]


def test_nothing_is_written_elsewhere(open_page: Open) -> None:
    shown = open_page("pages/wx-file/index")
    refused = manage(shown, "writeFile", {"filePath": "/icons/a.txt", "data": ""})
    assert refused == {"errMsg": "writeFile:fail permission denied /icons/a.txt", "errno": 1301000}


def test_the_form_that_answers_at_once_throws(open_page: Open) -> None:
    script = """() => {
      try {
        wx.getFileSystemManager().readFileSync("wxfile://usr/nothing")
      } catch ({ message, errno }) {
        return [message, errno]
      }
    }"""
    wanted = ["readFileSync:fail no such file or directory wxfile://usr/nothing", 1300002]
    assert open_page("pages/wx-file/index").call(script) == wanted


def test_files_of_the_package_can_be_read(open_page: Open) -> None:
    shown = open_page("pages/wx-file/index")
    script = "() => wx.getFileSystemManager().readFileSync('/icons/plain.png', 'base64').slice(0, 8)"
    assert shown.call(script) == "iVBORw0K"
    stats = "() => { const s = wx.getFileSystemManager().statSync('icons/plain.png'); return [s.isFile(), s.size > 0] }"
    assert shown.call(stats) == [True, True]


def picture(width: int, height: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x07\xc1\x60" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.fixture
def media(open_page: Open) -> Shown:
    """The page of media, on a phone whose owner has agreed to the privacy guide."""
    shown = open_page(MEDIA)
    shown.call("() => localStorage.setItem('preview:privacy', 'true')")
    return shown


def pick(shown: Shown, button: str, *files: bytes, films: tuple[bytes, ...] = ()) -> dict[str, Any]:
    """Press, take files from the album, and return the answer."""
    shown.element(button).click()
    with shown.page.expect_file_chooser() as choosing:
        shown.page.get_by_test_id("pick-album").click()
    rows = [{"name": f"{at}.png", "mimeType": "image/png", "buffer": one} for at, one in enumerate(files)]
    rows += [{"name": f"{at}.webm", "mimeType": "video/webm", "buffer": one} for at, one in enumerate(films)]
    choosing.value.set_files(rows)  # type: ignore[arg-type]  # playwright's own kind of dictionary
    shown.page.wait_for_function("() => getCurrentPages().at(-1).data.answer")
    return dict(shown.data("answer"))


def test_choose_an_image_and_show_it(media: Shown) -> None:
    content = picture(3, 2)
    answer = pick(media, "#choose-image", content)
    [file] = answer["tempFiles"]
    assert (answer["tempFilePaths"], file["size"]) == ([file["path"]], len(content))
    shown = media.element("#shown img")
    media.page.wait_for_function("(image) => image.naturalWidth === 3", arg=shown.element_handle())
    info = media.wx("getImageInfo", {"src": file["path"]})
    assert {name: info[name] for name in ("width", "height", "type", "orientation")} == {
        "width": 3,
        "height": 2,
        "type": "png",
        "orientation": "up",
    }


def test_choose_media(media: Shown) -> None:
    answer = pick(media, "#choose-media", picture(3, 2), picture(5, 4))
    sizes = [(file["width"], file["height"], file["fileType"]) for file in answer["tempFiles"]]
    assert (answer["type"], sizes) == ("image", [(3, 2, "image"), (5, 4, "image")])


def test_choose_films_and_pictures(media: Shown, served: Server) -> None:
    film = (FILMS / "clip.webm").read_bytes()
    answer = pick(media, "#choose-film", picture(3, 2), films=(film,))
    assert answer["type"] == "mix"
    [still, moving] = answer["tempFiles"]
    assert still["fileType"] == "image"
    told = {name: moving[name] for name in ("fileType", "size", "width", "height", "duration")}
    assert told == {"fileType": "video", "size": len(film), "width": 96, "height": 54, "duration": 4}
    thumb = media.wx("getImageInfo", {"src": moving["thumbTempFilePath"]})
    assert (thumb["width"], thumb["height"], thumb["type"]) == (96, 54, "jpeg")
    script = "(options) => new Promise((success) => wx.uploadFile({ ...options, success }))"
    sending = {"url": f"{served.url}/api/echo", "filePath": moving["tempFilePath"], "name": "film"}
    sent = json.loads(media.call(script, sending)["data"])
    assert "multipart/form-data" in sent["headers"]["content-type"]
    assert int(sent["headers"]["content-length"]) > len(film)


def test_preview_of_a_film(media: Shown) -> None:
    pick(media, "#choose-film", films=((FILMS / "clip.webm").read_bytes(),))
    media.element("#preview-media").click()
    shown = media.page.get_by_test_id("viewer-item")
    expect(shown).to_have_attribute("poster", re.compile("^blob:"))
    media.page.wait_for_function("(film) => film.videoWidth === 96", arg=shown.element_handle())


def test_what_is_no_film(media: Shown) -> None:
    answer = pick(media, "#choose-film", films=(b"nothing",))
    assert answer["errMsg"].startswith("chooseMedia:fail")


def test_choosing_may_be_cancelled(media: Shown) -> None:
    media.element("#choose-image").click()
    media.page.get_by_test_id("sheet-cancel").click()
    media.page.wait_for_function("() => getCurrentPages().at(-1).data.answer")
    assert media.data("answer") == {"errMsg": "chooseImage:fail cancel"}


def test_preview_of_images(media: Shown) -> None:
    media.element("#preview").click()
    expect(media.page.get_by_test_id("viewer-count")).to_have_text("2/2")
    media.page.get_by_test_id("viewer-previous").click()
    expect(media.page.get_by_test_id("viewer-count")).to_have_text("1/2")
    media.page.get_by_test_id("viewer-item").click()
    expect(media.page.get_by_test_id("viewer")).to_have_count(0)


def test_save_to_the_album(media: Shown) -> None:
    pick(media, "#choose-image", picture(3, 2))
    with media.page.expect_download() as downloading:
        media.element("#save").click()
        media.page.get_by_test_id("permission-confirm").click()
    assert downloading.value.suggested_filename.startswith("tmp_")
    media.page.wait_for_function("() => getCurrentPages().at(-1).data.answer.errMsg === 'saveImageToPhotosAlbum:ok'")
    remote = media.wx("saveImageToPhotosAlbum", {"filePath": "https://example.com/a.png"})
    assert remote["errMsg"] == "saveImageToPhotosAlbum:fail invalid file type"


def test_compressed(media: Shown) -> None:
    answer = pick(media, "#choose-image", picture(40, 20))
    path = media.wx("compressImage", {"src": answer["tempFilePaths"][0], "compressedWidth": 20})["tempFilePath"]
    info = media.wx("getImageInfo", {"src": path})
    assert (info["width"], info["height"], info["type"]) == (20, 10, "jpeg")


def test_share_a_file(open_page: Open) -> None:
    shown = open_page("pages/wx-file/index")
    manage(shown, "writeFile", {"filePath": "~/my-data.json", "data": "{}"})
    sharing = """() => ({ promise: wx.shareFileMessage({
      filePath: `${wx.env.USER_DATA_PATH}/my-data.json`, fileName: "我的数据.json",
    }) })"""
    shared = shown.page.evaluate_handle(sharing)
    expect(shown.page.get_by_test_id("shared-file-name")).to_have_text("我的数据.json")
    shown.page.get_by_test_id("shared-file-close").click()
    assert shared.evaluate("({ promise }) => promise") == {"errMsg": "shareFileMessage:ok"}
    missing = shown.wx("shareFileMessage", {"filePath": "wxfile://usr/nothing"})
    assert missing == {"errMsg": "shareFileMessage:fail file not exist"}
