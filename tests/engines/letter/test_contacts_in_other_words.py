"""Who answers which telephone, as officials of other fields write it: lines, offices, persons, several numbers."""

import pytest
from tests.engines.letter import phrasing

CONTACTS = [
    (
        "Khi cần, liên hệ Tổng đài chăm sóc khách hàng 1900 1111 hoặc nhân viên kỹ thuật địa bàn (anh "
        "Phong, 0912.000.456).",
        [
            (None, "Tổng đài chăm sóc khách hàng", "1900 1111"),
            ("Phong", "nhân viên kỹ thuật địa bàn", "0912.000.456"),
        ],
    ),
    (
        "Ban Tổ chức Lễ hội, số điện thoại: 0213.000.456, fax: 0213.000.457, đ/c Nùng Thị Dợ (thư ký).",
        [("Nùng Thị Dợ", "thư ký", "0213.000.456")],
    ),
    (
        "Trung tâm Giám sát, điều hành thông minh (IOC) tiếp nhận thông tin qua số 0243.1022.345.",
        [(None, "Trung tâm Giám sát, điều hành thông minh", "0243.1022.345")],
    ),
    (
        "Nếu có vướng mắc, đề nghị liên hệ với Thường trực Tổ công tác (đ/c Mai Xuân Bách, SĐT: "
        "0977123456) để được giải đáp.",
        [("Mai Xuân Bách", None, "0977123456")],
    ),
    (
        "Cuộc họp ngày 01-10-2022 đã thống nhất; hạn cuối 05.12.2022.",
        [],
    ),
    (
        "Khi phát hiện cháy rừng, báo ngay Hạt Kiểm lâm huyện theo số điện thoại 0219.3888.114 hoặc số "
        "di động của Hạt trưởng: 0915.666.777 (ông Vàng Mí Pó).",
        [(None, "Hạt Kiểm lâm huyện", "0219.3888.114"), ("Vàng Mí Pó", "Hạt trưởng", "0915.666.777")],
    ),
    (
        "Liên hệ: Nguyễn Thị Sâm – Văn thư – 0988.123.456.",
        [("Nguyễn Thị Sâm", "Văn thư", "0988.123.456")],
    ),
    (
        "a) Hotline kỹ thuật: 1800 8119;\nb) Hotline kinh doanh: 1800 8166.",
        [(None, "Hotline kỹ thuật", "1800 8119"), (None, "Hotline kinh doanh", "1800 8166")],
    ),
    (
        "Phòng Kỹ thuật khai thác nâng công suất 12 trạm, bố trí cán bộ trực và công khai số 0236.3811.224.",
        [(None, None, "0236.3811.224")],
    ),
    (
        "Chi cục Thủy lợi vận hành hồ theo quy trình, thông báo xả lũ trước 6 giờ qua số máy 0236.3811.224.",
        [(None, None, "0236.3811.224")],
    ),
    (
        "Tòa án bố trí 02 Thư ký trực đường dây hỗ trợ 0219.000.345 trong giờ hành chính.",
        [(None, "đường dây hỗ trợ", "0219.000.345")],
    ),
    (
        "Người dân có thể phản ánh qua Tổng đài 1022 hoặc đường dây nóng của UBND thành phố: 0236.3811.224.",
        [(None, "đường dây nóng của UBND thành phố", "0236.3811.224")],
    ),
    (
        "Cán bộ tiếp nhận: Đ/c Hoàng Thị Pâng - PTP Nghiệp vụ (0912.345.670).",
        [("Hoàng Thị Pâng", "PTP Nghiệp vụ", "0912.345.670")],
    ),
    (
        "Xin gửi về địa chỉ: Phòng Văn thư, số 12 Lê Lợi, thành phố Đông Lĩnh, điện thoại 0236.3811.224.",
        [(None, "Phòng Văn thư", "0236.3811.224")],
    ),
    (
        "Khi phát hiện ổ dịch, gọi ngay cho đồng chí Trưởng trạm Y tế (BS. Sùng A Lử, điện thoại 0912.345.670).",
        [("Sùng A Lử", "Trưởng trạm Y tế", "0912.345.670")],
    ),
    (
        "Thường trực Ban Tổ chức: đ/c Lê Na (0912.345.670), đ/c Tạ Hùng Sơn (0912.345.671).",
        [("Lê Na", None, "0912.345.670"), ("Tạ Hùng Sơn", None, "0912.345.671")],
    ),
    (
        "Họ và tên: Lữ Quang Bình; chức vụ: Phó Giám đốc; điện thoại: 0912.345.670.",
        [("Lữ Quang Bình", "Phó Giám đốc", "0912.345.670")],
    ),
    (
        "Giao đồng chí Tô Minh Hải, Phó Trưởng phòng làm đầu mối theo dõi (số điện thoại 0912.345.670).",
        [("Tô Minh Hải", "Phó Trưởng phòng", "0912.345.670")],
    ),
    (
        "Người phụ trách: Thạch Sô Phia, kế toán trưởng. Điện thoại: 0912.345.670.",
        [("Thạch Sô Phia", "kế toán trưởng", "0912.345.670")],
    ),
    (
        "Tăng cường điện thoại viên cho tổng đài 19001255, nhắn tin giới thiệu số 18001166 tới thuê bao.",
        [],
    ),
    (
        "Số điện thoại tiếp nhận: 0236.3811.224 (Phòng Nghiệp vụ), 0912.345.670 (ông Bế Văn Đàn, Trưởng phòng).",
        [(None, "Số điện thoại tiếp nhận", "0236.3811.224"), ("Bế Văn Đàn", "Trưởng phòng", "0912.345.670")],
    ),
    (
        "Trong quá trình thực hiện nếu gặp khó khăn, vướng mắc đề nghị các đơn vị phản ánh về Bộ Y tế "
        "(Cục Quản lý Khám, chữa bệnh, điện thoại: 024.6273.2273) để được xem xét.",
        [(None, "Cục Quản lý Khám, chữa bệnh", "024.6273.2273")],
    ),
    (
        "Số điện thoại trực Ban Chỉ huy PCTT và TKCN huyện: 0231.3888.115.",
        [(None, "trực Ban Chỉ huy PCTT và TKCN huyện", "0231.3888.115")],
    ),
    (
        "Báo cáo nhanh qua điện thoại cho đồng chí Trưởng ban (0903.123.456), đồng chí Phó Trưởng ban (0903.123.457).",
        [(None, "Trưởng ban", "0903.123.456"), (None, "Phó Trưởng ban", "0903.123.457")],
    ),
    (
        "* Ghi chú: Thông tin chi tiết liên hệ Phòng Nghiệp vụ - Sở Y tế, ĐT: 0236.3811.224, gặp Bs. Hà.",
        [("Hà", None, "0236.3811.224")],
    ),
    (
        "Doanh nghiệp gửi số liệu cho chuyên viên Phan Thị Mơ (điện thoại 0236.3811.224, máy lẻ 12).",
        [("Phan Thị Mơ", "chuyên viên", "0236.3811.224")],
    ),
    (
        "Người nộp thuế gọi (84-24) 3768.9679 để được hỗ trợ.",
        [(None, None, "(84-24) 3768.9679")],
    ),
    (
        "Hỗ trợ kỹ thuật: Công ty Cổ phần Giải pháp Sao Mai (anh Phú: 0938.111.222; chị Loan: 0938.111.333).",
        [("Phú", None, "0938.111.222"), ("Loan", None, "0938.111.333")],
    ),
    (
        "Lãnh đạo Sở trực chỉ huy: đồng chí Giám đốc Sở Vương Đình Khải, điện thoại 0913.000.001.",
        [("Vương Đình Khải", "Giám đốc Sở", "0913.000.001")],
    ),
    (
        "Sở Giao thông vận tải công bố số máy tiếp nhận phản ánh 0232.3825.678 (24/24 giờ).",
        [(None, "số máy tiếp nhận phản ánh", "0232.3825.678")],
    ),
    (
        "Nếu quá 30 phút chưa khôi phục được, báo ngay cho Trưởng ca NOC (0911.222.333) và đồng chí Phó "
        "Tổng Giám đốc phụ trách kỹ thuật (0911.222.334).",
        [(None, "Trưởng ca NOC", "0911.222.333"), (None, "Phó Tổng Giám đốc phụ trách kỹ thuật", "0911.222.334")],
    ),
    (
        "Địa chỉ: số 15 đường 19-5, phường 1, mã bưu chính 09-10-2021.",
        [],
    ),
    (
        "Trung tâm Điều hành thông tin 24/7: 0256.000.345; đường dây nóng lãnh đạo Sở: 0903.000.111.",
        [(None, "Trung tâm Điều hành thông tin", "0256.000.345"), (None, "đường dây nóng lãnh đạo Sở", "0903.000.111")],
    ),
    (
        "Danh sách đường dây nóng:\n+ Bệnh viện Đa khoa tỉnh: 0967.000.111;\n+ Trung tâm Y tế huyện Nậm "
        "Rốm: 0967.000.222;\n+ Sở Y tế: 0967.000.333.",
        [
            (None, "Bệnh viện Đa khoa tỉnh", "0967.000.111"),
            (None, "Trung tâm Y tế huyện Nậm Rốm", "0967.000.222"),
            (None, "Sở Y tế", "0967.000.333"),
        ],
    ),
    (
        "Liên hệ: ông Trần Bá Đạt, PGĐ Trung tâm, 0905.000.777; bà Võ Thị Kim, TP. Kỹ thuật, 0905.000.778.",
        [("Trần Bá Đạt", "PGĐ Trung tâm", "0905.000.777"), ("Võ Thị Kim", "TP. Kỹ thuật", "0905.000.778")],
    ),
    (
        "Trực lãnh đạo: Phó Giám đốc Vi Thị Thoa (0905.000.777).",
        [("Vi Thị Thoa", "Phó Giám đốc", "0905.000.777")],
    ),
    (
        "Trạm Y tế các xã lập danh sách F0, gửi kèm số điện thoại của từng người, báo qua số 0256.000.345.",
        [(None, None, "0256.000.345")],
    ),
    (
        "Người lao động bị xâm hại quyền lợi phản ánh về Liên đoàn Lao động tỉnh theo số điện thoại "
        "0256.000.345 (trong giờ hành chính) và 0905.000.777 (ngoài giờ).",
        [(None, "Liên đoàn Lao động tỉnh", "0256.000.345"), (None, "Liên đoàn Lao động tỉnh", "0905.000.777")],
    ),
    (
        "Địa điểm: Hội trường tầng 2, số 45 Trần Phú; xác nhận tham dự qua Văn phòng (đ/c Thủy – 0905.000.777).",
        [("Thủy", None, "0905.000.777")],
    ),
    (
        "Báo cáo bằng điện thoại về Ban Chỉ huy qua đồng chí Chánh Văn phòng – Nguyễn Duy Tân, số 0905.000.777.",
        [("Nguyễn Duy Tân", "Chánh Văn phòng", "0905.000.777")],
    ),
    (
        "Đội phản ứng nhanh (Tổ trưởng Lê Đình Khôi, điện thoại 0905.000.777) có mặt trong 30 phút.",
        [("Lê Đình Khôi", "Tổ trưởng", "0905.000.777")],
    ),
    (
        "Mã phòng họp Zoom: 086 123 4567, mật khẩu 123456.",
        [],
    ),
    (
        "Số đăng ký phương tiện ĐB-0123456; số sổ 02.1234.5678.",
        [],
    ),
    (
        "Đồng chí Tẩn Láo Tả – Bí thư Đoàn xã – điện thoại: 0905.000.777 là đầu mối của Đoàn thanh niên.",
        [("Tẩn Láo Tả", "Bí thư Đoàn xã", "0905.000.777")],
    ),
    (
        "Nếu phát hiện lợn ốm, chết, báo ngay thú y xã (ông Quách Văn Tèo, ĐT: 0905.000.777) hoặc UBND "
        "xã (ĐT: 0256.000.345).",
        [("Quách Văn Tèo", None, "0905.000.777"), (None, "UBND xã", "0256.000.345")],
    ),
]


@pytest.mark.parametrize(("words", "contacts"), CONTACTS, ids=[row[0] for row in CONTACTS])
def test_each_number_has_whoever_answers_it(words, contacts):
    read = phrasing.headed(phrasing.LETTERHEAD + phrasing.DATED, f"{phrasing.BODY}{words}")
    assert [(one["name"], one["title"], one["phone"]) for one in read["contacts"]] == contacts
