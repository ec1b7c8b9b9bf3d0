"""Personal data as staff see it whose role does not hold `personal.reveal`."""

import re


def mask_phone(phone: str) -> str:
    """138****0000. Numbers too short to hide anything are hidden whole."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "*" * len(phone)


def mask_name(name: str) -> str:
    """王** for 王小明."""
    return name[:1] + "*" * (len(name) - 1) if len(name) > 1 else "*" * len(name)


def mask_address(text: str) -> str:
    """Everything from the first number on is hidden: 杭州市西湖区文一路**** for 杭州市西湖区文一路1号2幢."""
    kept = re.split(r"\d", text, maxsplit=1)[0]
    return (kept if len(kept) < len(text) else text[: len(text) // 2]) + "****"


def mask_number(number: str) -> str:
    """**************7712: of an identity number, or that of another document, the last four characters are left.

    Of a short one nothing is.
    """
    return "*" * (len(number) - 4) + number[-4:] if len(number) >= 8 else "*" * len(number)
