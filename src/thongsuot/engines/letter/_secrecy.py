"""A letter that bears a mark of secrecy is refused: what is secret does not belong on this machine."""

from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._stamps import stamps_in
from thongsuot.engines.letter._terms import UnreadableLetter

_MESSAGE = (
    "Văn bản mang dấu độ mật “{mark}” nên không được đọc; không có nội dung nào được lưu lại. Đề nghị xóa tệp khỏi máy "
    "nối mạng và chuyển văn bản cho người phụ trách tài liệu mật xử lý theo quy định về bảo vệ bí mật nhà nước."
)


def guard_secret(source: Source, frame: Frame) -> None:
    """Refuse a text that bears MẬT, TỐI MẬT or TUYỆT MẬT as a mark of its own; folded, the word looks like others."""
    marks = (mark.upper() for mark in stamps_in(source, frame, "tuyet mat|toi mat|mat"))
    mark = next((mark for mark in marks if mark.endswith("MẬT")), None)
    if mark:
        raise UnreadableLetter("secret", _MESSAGE.format(mark=mark))
