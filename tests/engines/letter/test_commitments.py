"""What the issuer says it will do itself is read as its own promise, and asked of nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.engines import letter

HEAD = (
    "UBND TỈNH GIA BÌNH\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 9/SKHCN-VP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nGia Bình, ngày 04 tháng 02 năm 2020\nV/v bảo đảm liên lạc\n"
    "Kính gửi: Các doanh nghiệp viễn thông trên địa bàn tỉnh\n\n"
    "Sở yêu cầu các doanh nghiệp thực hiện các nội dung sau:\n1. Kiểm tra trạm.\n"
)


def read(body, head=HEAD):
    return letter.read((head + body).encode(), filename="thu.txt")


@pytest.mark.parametrize(
    ("body", "quote", "at"),
    [
        (
            "2. Báo cáo về Sở trước 14 giờ 00 ngày 07/02/2020. Sở sẽ tổng hợp, báo cáo Bộ trước 17 giờ 00 ngày "
            "07/02/2020.\n",
            "Sở sẽ tổng hợp, báo cáo Bộ trước 17 giờ 00 ngày 07/02/2020",
            "2020-02-07T17:00:00+07:00",
        ),
        (
            "Sở Khoa học và Công nghệ tổng hợp, trình UBND tỉnh trước ngày 10/02/2020./.\n",
            "Sở Khoa học và Công nghệ tổng hợp, trình UBND tỉnh trước ngày 10/02/2020",
            "2020-02-10T00:00:00+07:00",
        ),
        (
            "3. Sở có trách nhiệm cung cấp danh sách điểm ưu tiên; các doanh nghiệp đối chiếu.\n",
            "Sở có trách nhiệm cung cấp danh sách điểm ưu tiên",
            None,
        ),
        ("- Sở cam kết sẽ trả lời trong ngày.\n", "Sở cam kết sẽ trả lời trong ngày", None),
    ],
    ids=["behind the duty", "by its whole name", "among others", "without a day"],
)
def test_a_promise_is_read_with_its_own_words_and_deadline(body, quote, at):
    told = read(body)
    (one,) = told.commitments
    assert one.quote == quote == told.text[one.start : one.end]
    limit = one.deadline.at.isoformat() if one.deadline and one.deadline.at else None
    assert limit == at


@pytest.mark.parametrize(
    "body",
    [
        "2. Báo cáo về Sở trước 14 giờ 00 ngày 07/02/2020 để Sở tổng hợp báo cáo Bộ.\n",
        "2. Sở đề nghị các doanh nghiệp trực ca.\n",
        "2. Các doanh nghiệp báo cáo Sở hằng ngày.\n",
        "2. Sở Y tế sẽ cung cấp danh sách.\n",
        "Sở thông báo đến các doanh nghiệp được biết.\n",
    ],
    ids=["a purpose", "a request", "a report to it", "another office", "a notice"],
)
def test_what_is_no_promise_of_the_issuer_is_none(body):
    assert read(body).commitments == ()


def test_a_promise_is_nobodys_duty():
    told = read("2. Báo cáo về Sở trước ngày 07/02/2020. Sở sẽ tổng hợp, báo cáo Bộ trước ngày 08/02/2020.\n")
    assert [duty.quote for duty in told.obligations] == ["Kiểm tra trạm", "Báo cáo về Sở trước ngày 07/02/2020"]


def test_a_letter_whose_issuer_is_unknown_promises_nothing():
    assert read("Sở sẽ tổng hợp, báo cáo Bộ.\n", head="Kính gửi: Các doanh nghiệp\n").commitments == ()


def test_promises_pass_through_json_and_older_readings_have_none():
    told = read("Sở sẽ tổng hợp, báo cáo Bộ trước ngày 08/02/2020.\nSở cam kết hỗ trợ.\n")
    plain = letter.to_json(told)
    assert letter.from_json(plain) == told
    del plain["commitments"]
    assert letter.from_json(plain).commitments == ()


@given(st.text(alphabet="Sở sẽ tổng hợp.;\n1-", max_size=60))
def test_every_promise_stands_in_the_letter_as_it_is_quoted(body):
    told = read(body)
    assert all(told.text[one.start : one.end] == one.quote for one in told.commitments)
