"""A booking's number as a picture that a camera reads."""

import segno

PREFIX = "BOOKING:"
"""So that a scanned text is known for what it is."""


def qr(number: str) -> str:
    """A PNG as a data address, black on white whatever the theme: scanners want it so."""
    picture: str = segno.make(f"{PREFIX}{number}", error="m").png_data_uri(scale=8, border=3, dark="#000", light="#fff")
    return picture
