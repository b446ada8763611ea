"""Once, again, always, on a condition or never: the mode of an order and the words of its condition."""

import pytest
from tests.engines.letter import phrasing

ROWS = [
    (
        "Khi có cảnh báo lũ, điều động xe phát sóng đến xã bị cô lập.",
        [
            (
                "conditional",
                "Khi có cảnh báo lũ",
            ),
        ],
    ),
    (
        "Trường hợp mất điện diện rộng, vận hành máy phát tại các trạm vùng lõm.",
        [
            (
                "conditional",
                "Trường hợp mất điện diện rộng",
            ),
        ],
    ),
    (
        "Nếu phát hiện tấn công mạng, cô lập hệ thống và báo cáo về Sở.",
        [
            (
                "conditional",
                "Nếu phát hiện tấn công mạng",
            ),
            (
                "conditional",
                "Nếu phát hiện tấn công mạng",
            ),
        ],
    ),
    (
        "Ngay khi nhận được cảnh báo, ngắt kết nối máy chủ bị xâm nhập.",
        [
            (
                "conditional",
                "Ngay khi nhận được cảnh báo",
            ),
        ],
    ),
    (
        "Trong quá trình thực hiện nếu có vướng mắc, phản ánh về Sở.",
        [
            (
                "conditional",
                "nếu có vướng mắc",
            ),
        ],
    ),
    (
        "Cử kỹ thuật viên hỗ trợ điểm thi khi có đề nghị của Hội đồng thi.",
        [
            (
                "conditional",
                "khi có đề nghị của Hội đồng thi",
            ),
        ],
    ),
    (
        "Ứng cứu thông tin theo lệnh của Ban Chỉ huy.",
        [
            (
                "conditional",
                "theo lệnh của Ban Chỉ huy",
            ),
        ],
    ),
    (
        "Xử lý các sự cố mất liên lạc (nếu có).",
        [
            (
                "conditional",
                "sự cố mất liên lạc (nếu có)",
            ),
        ],
    ),
    (
        "Cấm sử dụng lửa trần trong phòng máy.",
        [
            (
                "prohibition",
                None,
            ),
        ],
    ),
    (
        "Không nhận bưu gửi không rõ người gửi.",
        [
            (
                "prohibition",
                None,
            ),
        ],
    ),
    (
        "Tuyệt đối không chia sẻ mật khẩu quản trị.",
        [
            (
                "prohibition",
                None,
            ),
        ],
    ),
    (
        "Không được kích hoạt SIM khi chưa đủ hồ sơ.",
        [
            (
                "prohibition",
                None,
            ),
        ],
    ),
    (
        "Nghiêm cấm đốt thực bì gần tuyến cáp.",
        [
            (
                "prohibition",
                None,
            ),
        ],
    ),
    (
        "Đình chỉ hoạt động của đại lý vi phạm.",
        [
            (
                "conditional",
                None,
            ),
        ],
    ),
    (
        "Không tổ chức tập trung đông người tại điểm giao dịch.",
        [
            (
                "prohibition",
                None,
            ),
        ],
    ),
    (
        "Báo cáo kết quả hằng tháng.",
        [
            (
                "recurring",
                None,
            ),
        ],
    ),
    (
        "Kiểm tra máy phát mỗi tuần.",
        [
            (
                "recurring",
                None,
            ),
        ],
    ),
    (
        "Sao lưu dữ liệu hằng ngày.",
        [
            (
                "recurring",
                None,
            ),
        ],
    ),
    (
        "Gửi số liệu trước ngày 20 hằng tháng.",
        [
            (
                "recurring",
                None,
            ),
        ],
    ),
    (
        "Cập nhật danh sách đen 02 ngày/lần.",
        [
            (
                "recurring",
                None,
            ),
        ],
    ),
    (
        "Duy trì trực chỉ huy trong suốt thời gian bầu cử.",
        [
            (
                "standing",
                None,
            ),
        ],
    ),
    (
        "Tiếp tục kiểm tra cáp treo trên các tuyến phố.",
        [
            (
                "standing",
                None,
            ),
        ],
    ),
    (
        "Thường xuyên nhắc nhở nhân viên giao dịch đeo khẩu trang.",
        [
            (
                "standing",
                None,
            ),
        ],
    ),
    (
        "Bảo đảm liên lạc cho lực lượng chữa cháy rừng.",
        [
            (
                "standing",
                None,
            ),
        ],
    ),
    (
        "Chủ động phòng ngừa tấn công từ chối dịch vụ.",
        [
            (
                "standing",
                None,
            ),
        ],
    ),
    (
        "Tăng cường bảo vệ nhà trạm vùng biên giới.",
        [
            (
                "standing",
                None,
            ),
        ],
    ),
    (
        "Lập phương án ứng cứu thông tin cho lễ hội.",
        [
            (
                "one_off",
                None,
            ),
        ],
    ),
    (
        "Ban hành quy chế bảo mật.",
        [
            (
                "one_off",
                None,
            ),
        ],
    ),
    (
        "Thành lập đội phản ứng nhanh.",
        [
            (
                "one_off",
                None,
            ),
        ],
    ),
    (
        "Báo cáo kết quả đối soát trước ngày 25/3/2022.",
        [
            (
                "one_off",
                None,
            ),
        ],
    ),
    (
        "Thay thế cột gãy đổ trong tháng 4/2022.",
        [
            (
                "one_off",
                None,
            ),
        ],
    ),
    (
        "Hoàn thiện hồ sơ thuê bao chậm nhất ngày 31/3/2022.",
        [
            (
                "one_off",
                None,
            ),
        ],
    ),
    (
        "Cung cấp danh sách trạm phát sóng trong vòng 05 ngày kể từ ngày ký.",
        [
            (
                "one_off",
                None,
            ),
        ],
    ),
    (
        "Duy trì kênh truyền riêng đến hết ngày 25/3/2022.",
        [
            (
                "standing",
                None,
            ),
        ],
    ),
    (
        "Trực tại các điểm bỏ phiếu đến hết ngày 23/5/2022.",
        [
            (
                "standing",
                None,
            ),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "modes"), ROWS, ids=[row[0] for row in ROWS])
def test_an_order_binds_as_its_words_say(sentence, modes):
    assert [(duty["mode"], duty["trigger"]) for duty in phrasing.duties(sentence)] == modes


@pytest.mark.parametrize(("sentence", "modes"), ROWS, ids=[row[0] for row in ROWS])
def test_a_condition_is_quoted_from_its_sentence(sentence, modes):
    assert all(trigger is None or trigger in sentence for _, trigger in modes)


FELT = [  # what is counted or made comes to an end, what is cared for does not, what is amiss is a case
    ("Khám sàng lọc cho 1.200 học sinh khối 6.", "one_off"),
    ("Lắp đặt 40 camera giám sát tại các nút giao.", "one_off"),
    ("Giải quyết dứt điểm 14 đơn khiếu nại tồn đọng.", "one_off"),
    ("Chạy thử hệ thống ba lần trước ngày khai mạc.", "one_off"),
    ("Hỗ trợ mỗi hộ 15 kg gạo.", "one_off"),
    ("Sắp xếp lại các điểm trường lẻ.", "one_off"),
    ("Sơn lại vạch kẻ đường trên quốc lộ 14.", "one_off"),
    ("Trang bị bảo hộ lao động cho công nhân.", "one_off"),
    ("Tổ chức kỳ thi chọn học sinh giỏi cấp trường.", "one_off"),
    ("Khắc phục các tồn tại nêu trong kết luận thanh tra.", "one_off"),
    ("Chăm sóc cây xanh trên các tuyến phố.", "standing"),
    ("Kiểm tra nồng độ cồn của lái xe trước khi xuất bến.", "standing"),
    ("Giám sát chặt chẽ việc kê đơn thuốc kháng sinh.", "standing"),
    ("Tổ chức bữa ăn bán trú bảo đảm dinh dưỡng.", "standing"),
    ("Bảo đảm an toàn cho người bệnh khi chuyển viện.", "standing"),
    ("Phân công giáo viên trực cổng trường giờ tan học.", "standing"),
    ("Tạm ngừng cấp điện đối với hộ vi phạm hành lang an toàn lưới điện.", "conditional"),
    ("Đình chỉ hoạt động của cơ sở hành nghề không phép.", "conditional"),
    ("Hồ sơ bệnh án không đủ chữ ký phải trả lại khoa phòng trong ngày.", "conditional"),
    ("Xe không đủ điều kiện kỹ thuật phải dừng tại bến.", "conditional"),
    ("Bệnh nhân trở nặng phải chuyển tuyến trên ngay.", "conditional"),
    ("Các ca chuyển nặng báo ngay trưởng khoa.", "conditional"),
    ("Lái xe vi phạm nồng độ cồn phải bị đình chỉ công tác.", "conditional"),
    ("Cho học sinh nghỉ học khi nhiệt độ xuống dưới 10 độ C.", "conditional"),
    ("Điều chỉnh giá vé khi giá nhiên liệu biến động trên 10%.", "conditional"),
    ("Vận hành trạm bơm khi mực nước đồng vượt +1,2 m.", "conditional"),
    ("Thông tin phản ánh về đường dây nóng của Sở: 0275.000.808.", "conditional"),
    ("Mọi vướng mắc gửi về Phòng Tổ chức cán bộ.", "conditional"),
    ("Nghiêm cấm mang điện thoại vào phòng thi.", "prohibition"),
    ("Dừng thi công tại vị trí chưa được cấp phép.", "prohibition"),
]


@pytest.mark.parametrize(("sentence", "mode"), FELT)
def test_an_order_of_another_field_binds_as_its_words_say(sentence, mode):
    assert [duty["mode"] for duty in phrasing.duties(sentence)] == [mode]


def test_what_somebody_does_instead_is_not_forbidden():
    banned, instead = phrasing.duties("Cấm xe tải lưu thông qua cầu; các xe này đi theo đường tỉnh 882 và ngược lại.")
    assert banned["mode"] == "prohibition"
    assert instead["mode"] != "prohibition"


def test_a_case_in_front_holds_for_every_verb_behind():
    found = phrasing.duties("Đối với cơ sở vi phạm, lập biên bản và xử phạt theo quy định.")
    assert [(duty["mode"], duty["trigger"]) for duty in found] == [("conditional", "Đối với cơ sở vi phạm")] * 2
