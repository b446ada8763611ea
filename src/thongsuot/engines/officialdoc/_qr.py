"""The square a telephone reads on paper."""

from io import BytesIO

import segno


def qr_code(address: str) -> bytes:
    """The PNG of an address's QR code, twelve dots a module."""
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="png", scale=12, border=2)
    return picture.getvalue()
