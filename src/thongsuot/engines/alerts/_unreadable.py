"""Why a delivery cannot be read at all, and what to do about it."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with the whole delivery; what is wrong with one alert of it is a `Problem`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    REPEATED_NAME = "repeated_name"
    BAD_NUMBER = "bad_number"
    WRONG_SHAPE = "wrong_shape"
    NOT_A_MAIL = "not_a_mail"
    NOT_UNDERSTOOD = "not_understood"
    SOURCE_FAILED = "source_failed"


_SAYS = {
    Fault.EMPTY: "Nội dung gửi đến trống. Hãy kiểm tra cấu hình gửi cảnh báo của nguồn.",
    Fault.TOO_LARGE: "Nội dung gửi đến quá lớn. Hãy đặt giới hạn số cảnh báo trong một lần gửi tại nguồn.",
    Fault.NOT_UTF8: "Nội dung gửi đến không phải UTF-8. Hãy đặt lại bảng mã tại nguồn.",
    Fault.NOT_JSON: "Nội dung gửi đến không phải JSON. Hãy kiểm tra loại nguồn đã chọn và cấu hình gửi.",
    Fault.TOO_DEEP: "JSON lồng nhau quá nhiều lớp. Hãy kiểm tra cấu hình gửi của nguồn.",
    Fault.REPEATED_NAME: "JSON có tên trường lặp lại nên không rõ giá trị nào đúng. Hãy sửa mẫu gửi của nguồn.",
    Fault.BAD_NUMBER: "JSON có số không hợp lệ hoặc quá lớn. Hãy sửa mẫu gửi của nguồn.",
    Fault.WRONG_SHAPE: "Nội dung không đúng dạng của loại nguồn đã chọn. Hãy kiểm tra loại nguồn và cấu hình gửi.",
    Fault.NOT_A_MAIL: "Thư không đọc được. Hãy mở thư gốc, nhập sự cố bằng tay nếu có.",
    Fault.NOT_UNDERSTOOD: "Không nhận ra sự cố trong thư. Hãy đọc thư gốc, nhập sự cố bằng tay nếu có.",
    Fault.SOURCE_FAILED: "Nguồn trả lời có lỗi, chưa đối chiếu được. Hãy kiểm tra máy chủ của nguồn rồi hỏi lại.",
}


class Unreadable(ValueError):  # named for what happened (STYLE 10)
    """Nothing of the bytes is used; they are kept as they came.

    `code` is the fault, `place` a bounded piece of text that says where (a byte, a JSON path), `message` tells a person
    in Vietnamese what happened and what to do.
    """

    def __init__(self, code: Fault, place: str = "") -> None:
        self.code, self.place, self.message = code, place[:200], _SAYS[code]
        super().__init__(f"{code}: {self.place}" if place else str(code))
