"""Rows of texts from what a spreadsheet saves: CSV, in UTF-8 or in GBK as Excel in China writes it, or an xlsx.

Of an xlsx the first sheet. Sources: RFC 4180; ECMA-376 part 1, 18.3.1 (cells) and 18.4 (shared strings).
"""

import csv
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Sequence

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = "xl/worksheets/sheet1.xml"
_SHARED = "xl/sharedStrings.xml"


def rows_of(data: bytes) -> list[list[str]]:
    """Blanks around each text are gone; rows that are empty stay, so that their numbers are right.

    Raises ValueError, in Chinese, for what is neither.
    """
    if len(data) > MOST_BYTES:
        raise ValueError("文件不能超过 5 MB")
    rows = _xlsx(data) if data.startswith(b"PK\x03\x04") else _csv(data)
    return [[text.strip() for text in row] for row in rows]


def _csv(data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        first = text.split("\n", 1)[0]
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ","))
    raise ValueError("读不懂这个文件：请另存为 xlsx 或 CSV（UTF-8）")


def _xlsx(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if sum(one.file_size for one in file.infolist()) > MOST_UNPACKED:
                raise ValueError("表格太大，请分成几个文件")
            shared = [_text(one) for one in _parsed(file, _SHARED)] if _SHARED in file.namelist() else []
            sheet = _parsed(file, _SHEET)
            return list(_rows(sheet, shared))
    except (zipfile.BadZipFile, KeyError, IndexError, ET.ParseError) as error:
        raise ValueError("读不懂这个文件：请用 Excel 或 WPS 重新保存为 xlsx") from error


def _parsed(file: zipfile.ZipFile, name: str) -> ET.Element:
    """Raises ValueError for a document type of its own: entities can make a small file a large one."""
    text = file.read(name)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ValueError("读不懂这个文件")
    return ET.fromstring(text)  # noqa: S314  # entities are refused above


def _rows(sheet: ET.Element, shared: Sequence[str]) -> Iterator[list[str]]:
    due = 1
    for row in sheet.iter(f"{_NS}row"):
        number = int(row.get("r", due))
        for _ in range(min(number - due, 10_000)):
            yield []
        due = number + 1
        texts: list[str] = []
        for cell in row.iter(f"{_NS}c"):
            column = _column(cell.get("r"), len(texts))
            texts += [""] * (column - len(texts))
            texts.append(_cell(cell, shared))
        yield texts


def _column(reference: str | None, otherwise: int) -> int:
    """0 for A1, 27 for AB3; at most a few hundred, whatever is said."""
    letters = re.match(r"[A-Z]{1,2}(?=\d)", reference or "")
    if letters is None:
        return otherwise
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return max(number - 1, otherwise)


def _cell(cell: ET.Element, shared: Sequence[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_NS}v", "")
    if cell.get("t") == "s":
        return shared[int(value)]
    return value.removesuffix(".0")


def _text(element: ET.Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{_NS}t"))
