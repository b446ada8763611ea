"""Why a page of a scan cannot be recognised, told so that a person knows what to do."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from thongsuot.files.gateway.parent import N_

MOST_PIXELS = 40_000_000  # A4 at 600 dots an inch is 35 million
NARROWEST = 0.05  # of a page's long side: a strip is no page


class NoPage(Exception):
    """There is no picture to recognise; `message` tells a person why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


DAMAGED = N_(
    "Trang không phải là ảnh đọc được hoặc đã bị hỏng. Hãy mở thử tệp trên máy của mình, quét lại trang ấy rồi gửi lại."
)
LOCKED = N_("Tệp PDF được đặt mật khẩu; chưa đọc nội dung nào. Đề nghị bỏ mật khẩu rồi tải lên lại.")
TOO_MANY = N_("Bản quét dài quá 200 trang nên không được nhận dạng. Hãy tách riêng phần văn bản rồi gửi lại.")
STRIP = N_(
    "Ảnh là một dải quá hẹp, không phải một trang giấy, nên không được nhận dạng. Hãy quét lại cả trang rồi gửi lại."
)
WORDLESS = N_(
    "Tệp PDF có trang là ảnh quét, không có lớp chữ; phải nhận dạng chữ thì mới đọc đủ văn bản. "
    "Hãy gửi tệp này ở trang tiếp nhận văn bản, hoặc gửi bản PDF có lớp chữ ở mọi trang."
)
TOO_BIG = N_(
    "Ảnh lớn bất thường (quá 40 triệu điểm ảnh) nên không được mở. "
    "Hãy quét lại ở độ phân giải 200 đến 300 dpi rồi gửi lại."
)


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Give every failure of the libraries one name that helps."""
    import pypdfium2
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the size is asked for before anything is unpacked
    try:
        yield
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise NoPage("encrypted" if locked else "damaged", LOCKED if locked else DAMAGED) from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError) as error:
        raise NoPage("damaged", DAMAGED) from error


def check_pixels(wide: float, high: float) -> None:
    """Refuse a picture that is too large to unpack."""
    if wide * high > MOST_PIXELS:
        raise NoPage("bomb", TOO_BIG)


def check_size(wide: float, high: float) -> None:
    """Refuse a picture that is no page."""
    check_pixels(wide, high)
    if min(wide, high) < NARROWEST * max(wide, high):
        raise NoPage("strip", STRIP)
