"""Tables drawn with pipes: the task is the duty, the other cells say who and when; other tables order nothing."""

import io

import docx
import pytest
from tests.engines.letter import phrasing

from thongsuot.engines import letter as letters

HEAD = "| TT | Nhiệm vụ | Đơn vị thực hiện | Thời hạn |\n|---|---|---|---|\n"


def rows(table: str, before: str = "Sở phân công như sau:") -> list[tuple[str, list[str], str | None, str]]:
    read = phrasing.read(
        f"{phrasing.DATED}{phrasing.GREETING}{before}\n\n{table}\n\nTrân trọng./.\n\n{phrasing.COPIES}"
    )
    return [
        (row["quote"], row["obliged_names"], row["deadline"] and row["deadline"]["at"], row["mode"])
        for row in read["obligations"]
    ]


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            f"{HEAD}| 1 | Lập sơ đồ tuyến cáp | Phòng Kỹ thuật | trước ngày 20/3/2022 |",
            [("Lập sơ đồ tuyến cáp", ["Phòng Kỹ thuật"], "2022-03-20T00:00:00+07:00", "one_off")],
        ),
        (
            f"{HEAD}| 1 | Khảo sát điểm sáng | Phòng Kỹ thuật | 25/3/2022 |",
            [("Khảo sát điểm sáng", ["Phòng Kỹ thuật"], "2022-03-25T23:59:00+07:00", "one_off")],
        ),
        (
            f"{HEAD}| 1 | Đo vùng lõm sóng; vẽ bản đồ vùng lõm | Trung tâm Đo kiểm | |",
            [
                ("Đo vùng lõm sóng", ["Trung tâm Đo kiểm"], None, "one_off"),
                ("vẽ bản đồ vùng lõm", ["Trung tâm Đo kiểm"], None, "one_off"),
            ],
        ),
        (
            f"{HEAD}| 1 | Phim ngắn về mạng 5G | Phòng Báo chí | sớm |\n"
            "| 2 | Kiểm tra trạm Đồi Cọ | nt | sớm |\n| 3 | | | |",
            [
                ("Phim ngắn về mạng 5G", ["Phòng Báo chí"], None, "standing"),
                ("Kiểm tra trạm Đồi Cọ", ["Phòng Báo chí"], None, "one_off"),
            ],
        ),
        (
            f"{HEAD}| 1 | Thanh tra các đại lý thẻ | Thanh tra Sở | Tháng 4/2022 |",
            [("Thanh tra các đại lý thẻ", ["Thanh tra Sở"], "2022-04-30T23:59:00+07:00", "one_off")],
        ),
        (
            "Nhiệm vụ | Chủ trì | Phối hợp\nBố trí xe phát sóng | Viễn thông Gia Bình | Công an tỉnh\n",
            [("Bố trí xe phát sóng", ["Viễn thông Gia Bình"], None, "one_off")],
        ),
        (
            "| Công việc | Hạn |\n| Nộp biểu số liệu | ngắn |\n\nBảng (tiếp theo)\n\n| 2 | x |\n| 3 | Rà soát cột |",
            [("Nộp biểu số liệu", [], None, "one_off")],
        ),
    ],
)
def test_a_row_of_tasks_is_a_duty_with_its_party_and_its_limit(table, wanted):
    assert rows(table) == wanted


@pytest.mark.parametrize(
    "table",
    [
        "| Địa bàn | Số trạm | Nguồn |\n| Huyện Suối Bạc | 12 | Ắc quy |",
        "| Thời gian | Nội dung |\n| 08h00 - 08h30 | Đón tiếp đại biểu |\n| 08h30 | Khai mạc |",
        "| Thời gian | Nội dung | Người trình bày |\n| Sáng | Kiểm tra trạm | Ông Tám |",
        "| TT | Nhiệm vụ | Kết quả thực hiện |\n| 1 | Kiểm tra trạm | Xong |",
        "| Nhiệm vụ | Đơn vị tính |\n| Kiểm tra trạm | lượt |",
    ],
)
def test_a_table_of_figures_a_programme_or_results_orders_nothing(table):
    assert rows(table) == []


def test_a_table_that_goes_on_without_its_header_keeps_its_columns():
    table = f"{HEAD}| 1 | Cắm mốc tuyến cáp | Phòng Kỹ thuật | |\n\nTrang 2\n\n"
    table += "| 2 | Dựng cột mới | Đội Xây lắp | |\n| 3 | Kéo cáp | nt | |"
    assert [(quote, names) for quote, names, *_ in rows(table)] == [
        ("Cắm mốc tuyến cáp", ["Phòng Kỹ thuật"]),
        ("Dựng cột mới", ["Đội Xây lắp"]),
        ("Kéo cáp", ["Đội Xây lắp"]),
    ]


def test_orders_above_and_below_a_table_are_read_around_it():
    table = f"1. Kiểm tra máy phát.\n{HEAD}| 1 | Kéo cáp | Phòng Kỹ thuật | |\n| 2 | Hàn cáp | nt | |\n"
    table += "Hết bảng.\n2. Thay ắc quy tại trạm."
    read = rows(table, "Sở yêu cầu các đơn vị thực hiện:")
    assert [quote for quote, *_ in read] == ["Kiểm tra máy phát", "Kéo cáp", "Hàn cáp", "Thay ắc quy tại trạm"]


def test_one_line_with_pipes_is_no_table():
    assert rows("| Nhiệm vụ | Đơn vị | Thời hạn |\nHết.") == []


def test_a_table_of_tasks_in_a_word_file_keeps_its_rows():
    document = docx.Document()
    document.add_paragraph("Kính gửi: Các đơn vị.")
    document.add_paragraph("Sở Y tế phân công như sau:")
    table = document.add_table(rows=2, cols=3)
    for cell, words in zip(
        [cell for row in table.rows for cell in row.cells],
        ["Nhiệm vụ", "Đơn vị", "Thời hạn", "Lập danh sách trạm", "Phòng Kỹ thuật", "trước ngày 02/5/2022"],
        strict=True,
    ):
        cell.text = words
    file = io.BytesIO()
    document.save(file)
    (duty,) = letters.to_json(letters.read(file.getvalue()))["obligations"]
    assert (duty["quote"], duty["obliged_names"]) == ("Lập danh sách trạm", ["Phòng Kỹ thuật"])
