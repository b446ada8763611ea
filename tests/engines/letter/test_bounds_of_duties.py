"""Where one duty ends and the next begins: nouns that look like verbs, quotations, labels, purposes, cases."""

import pytest
from tests.engines.letter import phrasing

ROWS = [
    # a verb that belongs to somebody, or ends its words, is a noun
    ("Đưa tin về diễn biến bão và chỉ đạo của cơ quan chức năng.", ["Đưa tin"]),
    ("Chấp hành nghiêm sự điều hành, chỉ đạo của Ban Chỉ huy.", ["Chấp hành"]),
    ("Phổ biến kế hoạch của Sở, hướng dẫn của Bộ.", ["Phổ biến"]),
    ("Chuẩn bị cơ sở vật chất cho công tác cách ly, điều trị.", ["Chuẩn bị"]),
    ("Hỗ trợ địa phương triển khai hệ thống khai báo y tế, truy vết.", ["Hỗ trợ"]),
    ("Tập huấn cho toàn bộ bác sĩ, điều dưỡng trong tháng 7/2022.", ["Tập huấn"]),
    # one more item of a list behind "việc", or of what money is for
    ("Thanh tra việc phân lô, tách thửa, chuyển mục đích trái phép.", ["Thanh tra"]),
    ("Thẩm định dự toán kinh phí đo đạc, lập bản đồ địa chính.", ["Thẩm định"]),
    ("Bố trí kinh phí tập huấn, mua sắm trang thiết bị.", ["Bố trí"]),
    ("Dừng ngay việc nhận, chuyển phát khẩu trang ra nước ngoài.", ["Dừng"]),
    # what means are for
    ("Sẵn sàng lực lượng, phương tiện sơ tán dân, cứu hộ khi có lệnh.", ["Sẵn sàng"]),
    ("Sẵn sàng phương án di dời, sơ tán dân.", ["Sẵn sàng"]),
    ("Đình chỉ hoạt động, xử lý nghiêm cơ sở không khai báo.", ["Đình chỉ"]),
    # whatever stands behind the manner of an order
    ("Chủ động tiêu nước đệm chống ngập úng.", ["Chủ động"]),
    ("Khẩn trương nạo hút bùn tại các tuyến cống.", ["Khẩn trương"]),
    ("Tập trung cao độ cho công tác ứng phó bão.", ["Tập trung"]),
    ("Thống nhất chủ trương đầu tư mạng chuyên dùng.", []),
    ("Tránh để tồn đọng bưu gửi quá 24 giờ.", ["Tránh để"]),
    ("Để điện thoại ở trạng thái liên lạc được.", ["Để điện thoại"]),
    ("Bố trí bình chữa cháy, để máy phát ở nơi cao ráo.", ["Bố trí", "để máy phát"]),
    # grounds and times that lead in
    ("Căn cứ tình hình cụ thể chủ động cấm biển; giữ liên lạc.", ["Căn cứ tình hình", "giữ liên lạc"]),
    ("Tùy theo diễn biến của bão quyết định sơ tán dân.", ["Tùy theo"]),
    ("Sau khi bão tan, khẩn trương khắc phục thiệt hại.", ["khẩn trương khắc phục"]),
    ("Sau khi kết thúc hội nghị, các đơn vị gửi báo cáo về Sở.", ["gửi báo cáo"]),
    ("Lắp biển báo; sau khi hoàn thành phải hoàn trả hiện trạng.", ["Lắp biển báo", "hoàn trả"]),
    ("Khi có lệnh của Công an, Bộ đội, cung cấp dữ liệu vị trí.", ["Khi có lệnh"]),
    # what is brought somewhere by a day
    ("Thiết bị hỏng chuyển về kho Trung tâm trước ngày 15/4/2022.", ["Thiết bị hỏng"]),
    ("Mọi tin khẩn báo trực tiếp cho Trưởng phòng.", ["Mọi tin khẩn"]),
    # quotations, addresses and names behind a colon
    ('Nhắn tin nội dung: "Ngày hội lớn, cử tri đi bỏ phiếu", mỗi thuê bao 01 tin.', ["Nhắn tin"]),
    (
        "Treo băng rôn với nội dung: “Toàn dân đeo khẩu trang, khai báo y tế”; phát tờ rơi.",
        ["Treo băng rôn", "phát tờ rơi"],
    ),
    ("Thông báo phương án “4 tại chỗ”, kiểm tra máy phát.", ["Thông báo", "kiểm tra"]),
    ("Nhập số liệu tại http://so.example.vn/nhap; kiểm tra máy phát.", ["Nhập số liệu", "kiểm tra"]),
    ("Gửi báo cáo về Sở, email: bc@so.example; kiểm tra máy phát.", ["Gửi báo cáo", "kiểm tra"]),
    (
        "Bộ Y tế chủ trì, cùng các Bộ: Công an, Quốc phòng lập kế hoạch, báo cáo Ban Chỉ đạo trước mỗi đợt bay.",
        ["chủ trì, cùng", "báo cáo Ban Chỉ đạo"],
    ),
    (
        "Báo cáo kết quả về Cục: báo cáo nhanh trước 10 giờ hằng ngày; báo cáo tổng kết trước ngày 25/4/2022.",
        ["báo cáo nhanh", "báo cáo tổng kết"],
    ),
    # labels and facts
    ("Thời gian: từ ngày 18/5/2022 đến ngày 19/5/2022, tổ chức thành hai đợt.", []),
    ("Địa điểm: Hội trường Sở, bố trí 200 chỗ ngồi.", []),
    ("Lãnh đạo trực: Đ/c Tôn Thất Hạo - 0913.000.770.", []),
    ("Đầu mối tiếp nhận: ông Vi Văn Sướng, điện thoại 0912.345.001.", []),
    ("Số liệu kiểm kê được tính đến hết ngày 31/12/2021.", []),
    ("Phòng Kỹ thuật là đơn vị thường trực; theo dõi tiến độ.", ["theo dõi"]),
    # what nobody has to do
    ("Các đơn vị đã gửi kết quả không phải gửi lại.", []),
    ("Quá thời hạn trên mà không di dời, mọi thiệt hại đơn vị tự chịu.", []),
    # purposes, bans and verbs joined by "và"
    ("Sắp xếp nơi neo đậu, kiên quyết không để người ở lại trên tàu.", ["Sắp xếp", "kiên quyết"]),
    ("Bố trí đủ nhân viên, không để khách hàng phải chờ lâu.", ["Bố trí"]),
    ("Làm việc với thú y để nắm vùng dịch, cung cấp danh sách mỗi tuần một lần.", ["Làm việc", "cung cấp"]),
    ("Báo cáo UBND huyện và phối hợp với Đài Truyền thanh đăng tin.", ["Báo cáo", "phối hợp với"]),
    ("Rà soát khách hàng thuê tổng đài, ký phụ lục hợp đồng.", ["Rà soát", "ký phụ lục"]),
    # what a semicolon adds to a duty without ordering more
    ("Báo cáo về Sở mỗi tháng; số liệu diện tích lấy đến 01 chữ số thập phân.", ["Báo cáo"]),
    ("Bố trí xe; thời gian tập kết xe từ 6 giờ ngày 15/6/2023.", ["Bố trí"]),
    ("Các xã tháo dỡ mái che; nếu quá thời hạn mà không dời, mọi thiệt hại đơn vị tự chịu.", ["tháo dỡ"]),
    # "có công văn" tells of what was sent, "có công trình" of who is meant
    ("Các hộ có công trình trên đất di dời tài sản.", ["di dời"]),
    ("Các đơn vị có vấn đề vướng mắc báo cáo Sở trước ngày 15/6/2023.", ["báo cáo"]),
    ("Các xã: tập trung lực lượng đắp đê.", ["tập trung"]),
    ("Người dân: ở phòng riêng, đeo khẩu trang; tắt bếp ga.", ["ở phòng", "tắt bếp"]),
]


@pytest.mark.parametrize(("words", "starts"), ROWS, ids=[words[:44] for words, _ in ROWS])
def test_each_duty_begins_where_a_person_would_say(words, starts):
    quotes = [duty["quote"] for duty in phrasing.duties(words)]
    assert len(quotes) == len(starts), quotes
    assert all(quote.startswith(start) for quote, start in zip(quotes, starts, strict=True)), quotes


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("Nhắn tin đến thuê bao; thời gian thực hiện: xong trước 12 giờ ngày 31/3/2022.", "2022-03-31T12:00:00+07:00"),
        ("Lắp camera tại các bến; thời hạn hoàn thành: 30/4/2022.", "2022-04-30T23:59:00+07:00"),
        (
            "Lập lịch trực từ ngày 28/3 đến hết ngày 04/4/2022, gửi Sở trước ngày 20/3/2022.",
            "2022-03-20T00:00:00+07:00",
        ),
    ],
)
def test_a_label_or_a_roster_leaves_the_duty_its_day(words, at):
    (duty,) = phrasing.duties(words)
    assert duty["deadline"]["at"] == at


def test_how_often_is_told_behind_a_semicolon():
    (duty,) = phrasing.duties("Phát bản tin dự báo trên loa; mỗi ngày ít nhất 04 lần.")
    assert (duty["mode"], duty["recurrence"]) == ("recurring", "FREQ=DAILY")


def test_who_is_asked_to_turn_back_with_doubts_is_everybody():
    found = phrasing.duties(
        "Giao Phòng Kỹ thuật theo dõi. Trong quá trình thực hiện, nếu có vướng mắc, đề nghị liên hệ Văn phòng."
    )
    assert [duty["obliged"] for duty in found] == ["named", "all"]


def test_a_ban_in_an_article_is_an_order():
    found = phrasing.read(
        "UBND HUYỆN SUỐI TRÀ\nSố: 12/QĐ-UBND\nSuối Trà, ngày 10 tháng 3 năm 2022\n\n"
        "QUYẾT ĐỊNH\nVề việc công bố dịch\n\n"
        "CHỦ TỊCH UBND HUYỆN\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Công bố dịch trên địa bàn xã Mai Sơn.\n\n"
        "Điều 2. Trong thời gian có dịch, nghiêm cấm việc vận chuyển lợn ra khỏi vùng dịch.\n\n"
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký./.\n\nNơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n"
        "- Các phòng, ban thuộc huyện;\n- UBND các xã, thị trấn trên địa bàn huyện;\n- Cổng thông tin điện tử huyện;\n"
        "- Lưu: VT, NN.\n\nCHỦ TỊCH\n\nPhạm Quang Duệ\n"
    )
    assert [duty["mode"] for duty in found["obligations"]] == ["prohibition"]


def test_a_notice_to_customers_orders_nobody():
    found = phrasing.headed(
        "BƯU ĐIỆN TỈNH SƠN HẬU\nSố: 76/TB-BĐSH\nSơn Hậu, ngày 09 tháng 3 năm 2022\n\nTHÔNG BÁO\nVề việc đổi giờ mở cửa",
        "Kính gửi: Quý khách hàng.\n\nBưu điện tỉnh trân trọng thông báo như sau:\n"
        "1. Bưu cục Trung tâm mở cửa từ 7 giờ đến 20 giờ.\n2. Bưu cục Chợ chuyển về số 31 đường Trần Phú.\n\n",
    )
    assert found["obligations"] == []


def test_a_table_drawn_with_tabs_hands_out_its_tasks_and_no_other_words():
    rows = (
        "STT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn\n1\tLập dự toán\tSở Tài chính\ttrước ngày 15/4/2022\n"
        "2\tIn tờ rơi\tSở Y tế\ttrước ngày 20/4/2022\n"
    )
    found = phrasing.headed(phrasing.LETTERHEAD, f"Kính gửi: Các sở.\n\nSở Y tế đề nghị thực hiện:\n{rows}\n")
    assert [(duty["quote"], duty["obliged_names"]) for duty in found["obligations"]] == [
        ("Lập dự toán", ["Sở Tài chính"]),
        ("In tờ rơi", ["Sở Y tế"]),
    ]
