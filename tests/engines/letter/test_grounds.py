"""What a letter stands on: titles to their end, lists under one verb, and what is only told."""

import pytest
from tests.engines.letter import phrasing

GROUNDS = [
    (
        "Thực hiện Công văn số 455/UBND-VX ngày 01/3/2022 của UBND tỉnh về việc bảo đảm y tế dịp Tết, "
        "Giám đốc Sở Y tế yêu cầu các đơn vị:",
        [("Công văn", "455/UBND-VX", "2022-03-01", "UBND tỉnh", "về việc bảo đảm y tế dịp Tết")],
    ),
    (
        "Thực hiện Công văn số 455/UBND-VX ngày 01/3/2022 của UBND tỉnh về việc bảo đảm y tế dịp Tết; "
        "Sở Y tế đề nghị các đơn vị:",
        [("Công văn", "455/UBND-VX", "2022-03-01", "UBND tỉnh", "về việc bảo đảm y tế dịp Tết")],
    ),
    (
        "Xét đề nghị của Bộ Y tế tại Tờ trình số 88/TTr-BYT ngày 01/3/2022 về việc mua sắm, sử dụng "
        "vắc xin, Phó Thủ tướng Lê Văn Bảy có ý kiến như sau:",
        [("Tờ trình", "88/TTr-BYT", "2022-03-01", "Bộ Y tế", "về việc mua sắm, sử dụng vắc xin")],
    ),
    (
        "Căn cứ Luật Khám bệnh, chữa bệnh ngày 23/11/2009;\nCăn cứ Luật Phòng, chống bệnh truyền nhiễm "
        "ngày 21/11/2007;\nCăn cứ Nghị định số 104/2016/NĐ-CP ngày 01/7/2016 của Chính phủ quy định "
        "về hoạt động tiêm chủng;\nTheo đề nghị của Trưởng phòng Nghiệp vụ Y, Sở Y tế yêu cầu:",
        [
            ("Luật", None, "2009-11-23", None, "Khám bệnh, chữa bệnh"),
            ("Luật", None, "2007-11-21", None, "Phòng, chống bệnh truyền nhiễm"),
            ("Nghị định", "104/2016/NĐ-CP", "2016-07-01", "Chính phủ", "quy định về hoạt động tiêm chủng"),
        ],
    ),
    (
        "Thực hiện Quyết định số 1500/QĐ-TTg ngày 02/02/2022 của Thủ tướng Chính phủ phê duyệt Chương "
        "trình mục tiêu quốc gia, Kế hoạch số 77/KH-UBND ngày 20/02/2022 của UBND tỉnh về triển khai "
        "Chương trình, Sở Y tế đề nghị:",
        [
            (
                "Quyết định",
                "1500/QĐ-TTg",
                "2022-02-02",
                "Thủ tướng Chính phủ",
                "phê duyệt Chương trình mục tiêu quốc gia",
            ),
            ("Kế hoạch", "77/KH-UBND", "2022-02-20", "UBND tỉnh", "về triển khai Chương trình"),
        ],
    ),
    (
        "Căn cứ Thông tư số 30/2019/TT-BYT ngày 03/12/2019 của Bộ trưởng Bộ Y tế ban hành Danh mục "
        "dự trữ; Thông tư liên tịch số 05/2015/TTLT-BYT-BTC ngày 11/3/2015 của Bộ Y tế, Bộ Tài chính "
        "hướng dẫn thanh toán chi phí khám, chữa bệnh;\nSở Y tế đề nghị các đơn vị:",
        [
            ("Thông tư", "30/2019/TT-BYT", "2019-12-03", "Bộ trưởng Bộ Y tế", "ban hành Danh mục dự trữ"),
            (
                "Thông tư liên tịch",
                "05/2015/TTLT-BYT-BTC",
                "2015-03-11",
                "Bộ Y tế, Bộ Tài chính",
                "hướng dẫn thanh toán chi phí khám, chữa bệnh",
            ),
        ],
    ),
    (
        "Căn cứ Nghị định số 49/2017/NĐ-CP ngày 24/4/2017 của Chính phủ sửa đổi, bổ sung Điều 15 Nghị "
        "định số 25/2011/NĐ-CP; Sở Y tế đề nghị:",
        [
            (
                "Nghị định",
                "49/2017/NĐ-CP",
                "2017-04-24",
                "Chính phủ",
                "sửa đổi, bổ sung Điều 15 Nghị định số 25/2011/NĐ-CP",
            )
        ],
    ),
    (
        "Thực hiện ý kiến chỉ đạo của Chủ tịch UBND tỉnh tại Công văn số 455/UBND-VX ngày 01/3/2022, Sở Y tế đề nghị:",
        [("Công văn", "455/UBND-VX", "2022-03-01", "Chủ tịch UBND tỉnh", None)],
    ),
    (
        "Thực hiện chỉ đạo của Bộ Y tế tại Công điện số 101/CĐ-BYT ngày 01/3/2022 về việc tăng cường "
        "tiêm vắc xin và Công văn số 455/UBND-VX ngày 02/3/2022 của UBND tỉnh, Sở Y tế đề nghị:",
        [
            ("Công điện", "101/CĐ-BYT", "2022-03-01", "Bộ Y tế", "về việc tăng cường tiêm vắc xin"),
            ("Công văn", "455/UBND-VX", "2022-03-02", "UBND tỉnh", None),
        ],
    ),
    (
        "Tiếp nhận Công văn số 17/CV-HP đề ngày 01/3/2022 của Công ty TNHH Hoàng Phong xin xác nhận "
        "nguồn gốc thuốc, Sở Y tế có ý kiến như sau:",
        [("Công văn", "17/CV-HP", "2022-03-01", "Công ty TNHH Hoàng Phong", None)],
    ),
    (
        "Sở Y tế nhận được Công văn số 17/CV-HP ngày 01/3/2022 của Công ty TNHH Hoàng Phong về việc "
        "cấp phép quảng cáo. Sau khi xem xét, Sở có ý kiến:",
        [("Công văn", "17/CV-HP", "2022-03-01", "Công ty TNHH Hoàng Phong", "về việc cấp phép quảng cáo")],
    ),
    (
        "Căn cứ Nghị quyết số 12-NQ/TU ngày 05/01/2022 của Ban Chấp hành Đảng bộ tỉnh về phát triển "
        "y tế cơ sở; Sở Y tế yêu cầu:",
        [("Nghị quyết", "12-NQ/TU", "2022-01-05", "Ban Chấp hành Đảng bộ tỉnh", "về phát triển y tế cơ sở")],
    ),
    (
        "Thực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ về thực hiện các biện "
        "pháp cấp bách phòng, chống dịch COVID-19, từ ngày 12/3/2022 Sở Y tế yêu cầu:",
        [
            (
                "Chỉ thị",
                "16/CT-TTg",
                "2020-03-31",
                "Thủ tướng Chính phủ",
                "về thực hiện các biện pháp cấp bách phòng, chống dịch COVID-19",
            )
        ],
    ),
    (
        "Ngày 01/3/2022, Sở Y tế đã ban hành Công văn số 312/SYT-NV yêu cầu các đơn vị tự kiểm tra. "
        "Đến nay còn 12 đơn vị chưa báo cáo. Sở đề nghị:",
        [],
    ),
    (
        "Thời gian qua, Chính phủ đã ban hành Nghị định số 117/2020/NĐ-CP ngày 28/9/2020 quy định "
        "xử phạt trong lĩnh vực y tế. Tuy nhiên vi phạm còn nhiều. Để chấn chỉnh, Sở Y tế yêu cầu:",
        [],
    ),
    (
        "Theo báo cáo của Chi cục, dịch đã lan ra 3 huyện. Thực hiện Kế hoạch số 77/KH-UBND ngày 20/02/2022 "
        "của UBND tỉnh, Sở Y tế yêu cầu:",
        [("Kế hoạch", "77/KH-UBND", "2022-02-20", "UBND tỉnh", None)],
    ),
    (
        "Được sự đồng ý của UBND tỉnh tại Thông báo số 90/TB-VPUBND ngày 01/3/2022 của Văn phòng UBND "
        "tỉnh, Sở Y tế đề nghị:",
        [("Thông báo", "90/TB-VPUBND", "2022-03-01", "Văn phòng UBND tỉnh", None)],
    ),
    (
        "Căn cứ Bộ luật Lao động năm 2019; Luật Bảo hiểm y tế số 25/2008/QH12 ngày 14/11/2008; Pháp "
        "lệnh Phí và lệ phí ngày 28/8/2001; Sở Y tế yêu cầu:",
        [
            ("Bộ luật", None, None, None, "Lao động"),
            ("Luật", "25/2008/QH12", "2008-11-14", None, "Bảo hiểm y tế"),
            ("Pháp lệnh", None, "2001-08-28", None, "Phí và lệ phí"),
        ],
    ),
    (
        "Thực hiện Thông báo kết luận số 45/TB-UBND ngày 01/3/2022 của UBND tỉnh, Sở Y tế yêu cầu:",
        [("Thông báo", "45/TB-UBND", "2022-03-01", "UBND tỉnh", None)],
    ),
    (
        "Thực hiện Công văn số 455/UBND-VX ngày 01/3/2022 của UBND tỉnh V/v bảo đảm y tế dịp Tết, Sở Y tế yêu cầu:",
        [("Công văn", "455/UBND-VX", "2022-03-01", "UBND tỉnh", "V/v bảo đảm y tế dịp Tết")],
    ),
    (
        "Thực hiện Công văn số 455/UBND-VX ngày 01/3/2022 của UBND tỉnh (về bảo đảm y tế dịp Tết), Sở Y tế yêu cầu:",
        [("Công văn", "455/UBND-VX", "2022-03-01", "UBND tỉnh", "về bảo đảm y tế dịp Tết")],
    ),
    (
        'Thực hiện Công văn 455/UBND-VX ngày 01/3/2022 của UBND tỉnh "Về bảo đảm y tế dịp Tết", Sở Y tế yêu cầu:',
        [("Công văn", "455/UBND-VX", "2022-03-01", "UBND tỉnh", "Về bảo đảm y tế dịp Tết")],
    ),
    (
        "Thực hiện công văn số 455/UBND-VX, ngày 01/3/2022, của UBND tỉnh về việc bảo đảm y tế dịp "
        "Tết. Sở Y tế yêu cầu:",
        [("Công văn", "455/UBND-VX", "2022-03-01", "UBND tỉnh", "về việc bảo đảm y tế dịp Tết")],
    ),
    (
        "Căn cứ Công văn số 1022/BYT-DP của Bộ Y tế ngày 01/3/2022 về việc hướng dẫn giám sát; Sở Y tế yêu cầu:",
        [("Công văn", "1022/BYT-DP", "2022-03-01", "Bộ Y tế", "về việc hướng dẫn giám sát")],
    ),
    (
        "Căn cứ Quyết định số 44/QĐ-BYT ngày 01/3/2022 của Bộ trưởng Bộ Y tế về việc ban hành Hướng "
        "dẫn chẩn đoán, điều trị bệnh sốt xuất huyết Dengue (sau đây gọi tắt là Hướng dẫn), Sở Y tế "
        "yêu cầu:",
        [
            (
                "Quyết định",
                "44/QĐ-BYT",
                "2022-03-01",
                "Bộ trưởng Bộ Y tế",
                "về việc ban hành Hướng dẫn chẩn đoán, điều trị bệnh sốt xuất huyết Dengue",
            )
        ],
    ),
    ("Tiếp theo Công văn số 312/SYT-NV ngày 01/02/2022, Sở Y tế yêu cầu:", []),
    ("Sở Y tế đã có Công văn số 312/SYT-NV ngày 01/02/2022 về trực ban, song chưa đủ. Sở yêu cầu:", []),
    ("Theo Pháp lệnh Thú y, chủ nuôi phải khai báo khi gia cầm chết. Sở Y tế yêu cầu:", []),
    ("Theo quy định tại Thông tư số 54/2015/TT-BYT, ca bệnh được khai báo trong 24 giờ. Sở Y tế yêu cầu:", []),
    ("Theo Điều 10 Thông tư số 55/2011/TT-BGDĐT, ban đại diện không thu quỹ. Sở Y tế yêu cầu:", []),
]


@pytest.mark.parametrize(("opening", "grounds"), GROUNDS, ids=[row[0] for row in GROUNDS])
def test_the_documents_of_an_opening(opening, grounds):
    orders = "1. Kiểm tra máy phát trước ngày 20/3/2022.\n2. Rà soát trang thiết bị.\n\n"
    body = f"Kính gửi: Các đơn vị.\n\n{opening}\n{orders}"
    read = phrasing.headed(phrasing.LETTERHEAD + phrasing.DATED, body)["legal_basis"]
    assert [(row["type"], row["number"], row["date"], row["issuer"], row["title"]) for row in read] == grounds


def test_a_reply_rests_on_the_rules_it_lists_below_its_opening():
    body = (
        "Kính gửi: Công ty Hoàng Phong.\n\nTrả lời Công văn số 9/HP đề ngày 01/3/2022 của Công ty "
        "Hoàng Phong, Sở Y tế có ý kiến:\n"
        "như sau:\n- Căn cứ Khoản 1 Điều 9 Thông tư số 7/2013/TT-BTC ngày 31/12/2013 của Bộ Tài chính "
        "hướng dẫn thi hành Luật Thuế "
        "quy định thuế suất 0%;\n\nCông ty được áp dụng thuế suất 0%.\n\n"
    )
    read = phrasing.headed(phrasing.LETTERHEAD + phrasing.DATED, body)["legal_basis"]
    assert [(row["number"], row["date"], row["title"]) for row in read] == [
        ("9/HP", "2022-03-01", None),
        ("7/2013/TT-BTC", "2013-12-31", "hướng dẫn thi hành Luật Thuế"),
    ]


def test_your_office_in_a_report_is_its_addressee():
    asked = "Theo yêu cầu của quý Sở tại Công văn số 3/SNV ngày 01/3/2022"
    body = f"Kính gửi: Sở Nội vụ.\n\n{asked}, Sở Y tế báo cáo:\n1. Đã xong.\n\n"
    read = phrasing.headed(phrasing.LETTERHEAD + phrasing.DATED, body)["legal_basis"]
    assert [row["issuer"] for row in read] == ["Sở Nội vụ"]
