"""The documents an order stands on, as officials of other fields cite them; what is only told of is no ground."""

import pytest
from tests.engines.letter import phrasing

ITEMS = "\n- Kiểm tra máy phát.\n- Báo cáo kết quả trước ngày 20/3/2022.\n\n"
GROUNDS = [
    (
        "Triển khai Kế hoạch số 12-KH/ĐU ngày 04/01/2022 của Đảng ủy Khối và Chương trình số 03-CTr/ĐU "
        "ngày 06/01/2022, Sở Y tế yêu cầu:",
        [
            ("Kế hoạch", "12-KH/ĐU", "2022-01-04", "Đảng ủy Khối", None),
            ("Chương trình", "03-CTr/ĐU", "2022-01-06", None, None),
        ],
    ),
    (
        "Căn cứ Biên bản làm việc ngày 10/02/2022 giữa Sở Y tế và Bảo hiểm xã hội tỉnh;\nSở Y tế yêu cầu các đơn vị:",
        [("Biên bản", None, "2022-02-10", None, None)],
    ),
    (
        "Căn cứ Nghị quyết số 15/NQ-HĐND ngày 19/12/2021 của HĐND huyện về dự toán ngân sách năm "
        "2022;\nCăn cứ Biên bản kiểm tra ngày 10/01/2022 của Phòng Y tế huyện;\nSở Y tế yêu cầu các đơn "
        "vị:",
        [
            ("Nghị quyết", "15/NQ-HĐND", "2021-12-19", "HĐND huyện", "về dự toán ngân sách năm 2022"),
            ("Biên bản", None, "2022-01-10", "Phòng Y tế huyện", None),
        ],
    ),
    (
        "Thực hiện kết luận của Thường trực Tỉnh ủy tại cuộc họp ngày 30-9-2021 (Thông báo số 745-TB/TU, "
        "ngày 01-10-2021), Sở Y tế yêu cầu các đơn vị:",
        [("Thông báo", "745-TB/TU", "2021-10-01", "Thường trực Tỉnh ủy", None)],
    ),
    (
        "Căn cứ Công văn số 1720/UBND-VX ngày 27/8/2021 của UBND tỉnh về việc thực hiện giãn cách xã hội "
        "theo Chỉ thị số 16/CT-TTg từ 0 giờ 00 ngày 29/8/2021;\nCăn cứ tình hình thực tế, Sở Y tế đề "
        "nghị:",
        [
            (
                "Công văn",
                "1720/UBND-VX",
                "2021-08-27",
                "UBND tỉnh",
                "về việc thực hiện giãn cách xã hội theo Chỉ thị số 16/CT-TTg từ 0 giờ 00 ngày 29/8/2021",
            )
        ],
    ),
    (
        "Thực hiện Kế hoạch số 22/KH-UBND ngày 10/01/2022 của UBND tỉnh về triển khai Nghị quyết số "
        "05-NQ/TU, Sở Y tế đề nghị:",
        [("Kế hoạch", "22/KH-UBND", "2022-01-10", "UBND tỉnh", "về triển khai Nghị quyết số 05-NQ/TU")],
    ),
    (
        "Thực hiện Kế hoạch số 22/KH-UBND ngày 10/01/2022 của UBND tỉnh thực hiện Chỉ thị số 05/CT-TTg "
        "ngày 02/01/2022 của Thủ tướng Chính phủ về phòng dịch, Sở Y tế đề nghị:",
        [
            (
                "Kế hoạch",
                "22/KH-UBND",
                "2022-01-10",
                "UBND tỉnh",
                "thực hiện Chỉ thị số 05/CT-TTg ngày 02/01/2022 của Thủ tướng Chính phủ về phòng dịch",
            )
        ],
    ),
    (
        "Căn cứ các Luật: Viễn thông ngày 23/11/2009; Giá ngày 20/6/2012; Sở Y tế yêu cầu:",
        [("Luật", None, "2009-11-23", None, "Viễn thông"), ("Luật", None, "2012-06-20", None, "Giá")],
    ),
    (
        "Qua theo dõi việc thực hiện Chỉ thị số 05/CT-UBND ngày 10/01/2022 của Chủ tịch UBND tỉnh, nhiều "
        "đơn vị còn chậm. Sở Y tế yêu cầu:",
        [],
    ),
    (
        "Thực hiện Thông báo số 12-TB/VPTU ngày 01/3/2022 của Văn phòng Tỉnh ủy thông báo ý kiến chỉ đạo "
        "của Thường trực Tỉnh ủy, Sở Y tế yêu cầu:",
        [
            (
                "Thông báo",
                "12-TB/VPTU",
                "2022-03-01",
                "Văn phòng Tỉnh ủy",
                "thông báo ý kiến chỉ đạo của Thường trực Tỉnh ủy",
            )
        ],
    ),
    (
        "Thực hiện Chương trình công tác số 03/CTr-UBND ngày 05/01/2022 của UBND tỉnh, Sở Y tế yêu cầu:",
        [("Chương trình", "03/CTr-UBND", "2022-01-05", "UBND tỉnh", None)],
    ),
    (
        "Thực hiện Lệnh số 05/2022/L-CTN ngày 01/3/2022 của Chủ tịch nước, Sở Y tế yêu cầu:",
        [("Lệnh", "05/2022/L-CTN", "2022-03-01", "Chủ tịch nước", None)],
    ),
    (
        "Căn cứ Quy chế phối hợp số 02/QCPH-SYT-CAT ngày 10/01/2022 giữa Sở Y tế và Công an tỉnh, Sở Y tế đề nghị:",
        [("Quy chế", "02/QCPH-SYT-CAT", "2022-01-10", None, None)],
    ),
    (
        "Thực hiện Hướng dẫn số 15-HD/BTGTW, ngày 20-01-2022 của Ban Tuyên giáo Trung ương về tuyên "
        "truyền kỷ niệm các ngày lễ lớn; Sở Y tế đề nghị:",
        [
            (
                "Hướng dẫn",
                "15-HD/BTGTW",
                "2022-01-20",
                "Ban Tuyên giáo Trung ương",
                "về tuyên truyền kỷ niệm các ngày lễ lớn",
            )
        ],
    ),
    (
        "Căn cứ Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương, Sở Y tế yêu cầu:",
        [("Kết luận", "21-KL/TW", "2021-10-25", "Ban Chấp hành Trung ương", None)],
    ),
    (
        "Căn cứ Thông báo kết luận thanh tra ngày 01/02/2022 của Chánh Thanh tra Sở, Sở Y tế yêu cầu:",
        [("Thông báo", None, "2022-02-01", "Chánh Thanh tra Sở", None)],
    ),
    (
        "Thực hiện Công điện ngày 27/8/2021 của Chủ tịch UBND tỉnh về ứng phó bão số 4, Sở Y tế yêu cầu:",
        [("Công điện", None, "2021-08-27", "Chủ tịch UBND tỉnh", "về ứng phó bão số 4")],
    ),
    (
        "Thực hiện các Công văn: số 100/UBND-VX ngày 01/02/2022, số 120/UBND-VX ngày 10/02/2022 của UBND "
        "tỉnh, Sở Y tế yêu cầu:",
        [
            ("Công văn", "100/UBND-VX", "2022-02-01", None, None),
            ("Công văn", "120/UBND-VX", "2022-02-10", "UBND tỉnh", None),
        ],
    ),
    (
        "Theo hướng dẫn tại Quyết định số 1911/QĐ-BYT ngày 12/4/2021, một số cơ sở chưa xét nghiệm đủ. "
        "Sở Y tế yêu cầu:",
        [],
    ),
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một "
        "số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm "
        "2019;\nCăn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;\nTheo đề nghị "
        "của Giám đốc Sở Tư pháp tại Tờ trình số 45/TTr-STP ngày 03 tháng 3 năm 2022 và Báo cáo thẩm "
        "định số 30/BC-STP ngày 01 tháng 3 năm 2022;\nSở Y tế yêu cầu:",
        [
            ("Luật", None, "2015-06-19", None, "Tổ chức chính quyền địa phương"),
            (
                "Luật",
                None,
                "2019-11-22",
                None,
                "sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương",
            ),
            ("Luật", None, "2015-06-22", None, "Ban hành văn bản quy phạm pháp luật"),
            ("Tờ trình", "45/TTr-STP", "2022-03-03", "Giám đốc Sở Tư pháp", None),
            ("Báo cáo", "30/BC-STP", "2022-03-01", None, None),
        ],
    ),
    (
        "Thực hiện văn bản chỉ đạo của UBND tỉnh số 455/UBND-VX ngày 01/3/2022, Sở Y tế đề nghị:",
        [("Văn bản", "455/UBND-VX", "2022-03-01", "UBND tỉnh", None)],
    ),
    (
        'Căn cứ Nghị quyết 128/NQ-CP ngày 11/10/2021 của Chính phủ ban hành Quy định tạm thời "Thích '
        'ứng an toàn, linh hoạt, kiểm soát hiệu quả dịch COVID-19"; Sở Y tế yêu cầu:',
        [
            (
                "Nghị quyết",
                "128/NQ-CP",
                "2021-10-11",
                "Chính phủ",
                'ban hành Quy định tạm thời "Thích ứng an toàn, linh hoạt, kiểm soát hiệu quả dịch COVID-19"',
            )
        ],
    ),
    (
        "Sau 03 năm thực hiện Kế hoạch số 18/KH-UBND ngày 10/01/2019 của UBND tỉnh, mạng lưới y tế đã mở "
        "rộng. Để tiếp tục thực hiện, Sở Y tế yêu cầu:",
        [],
    ),
    (
        "Căn cứ Quyết định số 33/QĐ-UBND ngày 05/01/2022 của UBND tỉnh về việc ban hành Kế hoạch cải "
        "cách hành chính năm 2022 và tình hình thực tế của đơn vị, Sở Y tế yêu cầu:",
        [
            (
                "Quyết định",
                "33/QĐ-UBND",
                "2022-01-05",
                "UBND tỉnh",
                "về việc ban hành Kế hoạch cải cách hành chính năm 2022",
            )
        ],
    ),
    (
        "Trên cơ sở kết quả kiểm tra tại Biên bản số 07/BB-ĐKT ngày 20/02/2022, Sở Y tế yêu cầu:",
        [("Biên bản", "07/BB-ĐKT", "2022-02-20", None, None)],
    ),
    (
        "Thi hành Nghị quyết của Hội đồng nhân dân tỉnh số 08/2021/NQ-HĐND ngày 09/12/2021, Sở Y tế yêu cầu:",
        [("Nghị quyết", "08/2021/NQ-HĐND", "2021-12-09", "Hội đồng nhân dân tỉnh", None)],
    ),
    (
        "Căn cứ Nghị định của Chính phủ: số 24/2014/NĐ-CP ngày 04/4/2014, số 107/2020/NĐ-CP ngày "
        "14/9/2020; Sở Y tế yêu cầu:",
        [
            ("Nghị định", "24/2014/NĐ-CP", "2014-04-04", "Chính phủ", None),
            ("Nghị định", "107/2020/NĐ-CP", "2020-09-14", "Chính phủ", None),
        ],
    ),
    (
        "Thực hiện Công điện số 12/CĐ-TTg, hồi 10 giờ 00 ngày 02/3/2022 của Thủ tướng Chính phủ, Sở Y tế yêu cầu:",
        [("Công điện", "12/CĐ-TTg", "2022-03-02", "Thủ tướng Chính phủ", None)],
    ),
    (
        "Căn cứ Hướng dẫn liên ngành số 334/HDLN-SYT-BHXH ngày 10/02/2022 của Sở Y tế và Bảo hiểm xã hội "
        "tỉnh, Sở Y tế yêu cầu:",
        [("Hướng dẫn", "334/HDLN-SYT-BHXH", "2022-02-10", "Sở Y tế và Bảo hiểm xã hội tỉnh", None)],
    ),
    (
        "Căn cứ Giấy phép số 118/GP-BTTTT ngày 05/5/2020 của Bộ Thông tin và Truyền thông cấp cho Công "
        "ty, Sở Y tế yêu cầu:",
        [("Giấy phép", "118/GP-BTTTT", "2020-05-05", "Bộ Thông tin và Truyền thông", None)],
    ),
    (
        "Thực hiện Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII và Chương trình hành động số 08-CTr/TU "
        "ngày 03/01/2022 của Tỉnh ủy, Sở Y tế yêu cầu:",
        [("Chương trình", "08-CTr/TU", "2022-01-03", "Tỉnh ủy", None)],
    ),
    (
        "Căn cứ Luật Ngân sách nhà nước, Luật Đấu thầu và các văn bản hướng dẫn thi hành; Sở Y tế yêu cầu:",
        [("Luật", None, None, None, "Ngân sách nhà nước"), ("Luật", None, None, None, "Đấu thầu")],
    ),
    (
        "Thực hiện Quy định số 22-QĐ/TW ngày 28/7/2021 của Ban Chấp hành Trung ương về công tác kiểm "
        "tra, giám sát và kỷ luật của Đảng, Sở Y tế yêu cầu:",
        [
            (
                "Quy định",
                "22-QĐ/TW",
                "2021-07-28",
                "Ban Chấp hành Trung ương",
                "về công tác kiểm tra, giám sát và kỷ luật của Đảng",
            )
        ],
    ),
    (
        "Sở Y tế nhận được Công văn số 31/CNVP ngày 01/3/2022 của Chi nhánh Viễn thông về việc xin lùi "
        "thời hạn báo cáo nêu tại Công văn số 12/SYT-NV ngày 02/02/2022 của Sở. Sau khi xem xét, Sở đồng "
        "ý:",
        [
            (
                "Công văn",
                "31/CNVP",
                "2022-03-01",
                "Chi nhánh Viễn thông",
                "về việc xin lùi thời hạn báo cáo nêu tại Công văn số 12/SYT-NV ngày 02/02/2022 của Sở",
            )
        ],
    ),
    (
        "Thực hiện Kế hoạch kiểm tra số 14/KH-SYT ngày 10/01/2022, Sở Y tế yêu cầu:",
        [("Kế hoạch", "14/KH-SYT", "2022-01-10", None, None)],
    ),
    (
        "Thực hiện Nghị quyết số 43-NQ/TW của Bộ Chính trị (khóa XII) về xây dựng thành phố, Sở Y tế yêu cầu:",
        [("Nghị quyết", "43-NQ/TW", None, "Bộ Chính trị", "về xây dựng thành phố")],
    ),
    (
        "Thực hiện Công điện của Bộ trưởng Bộ Y tế số 09/CĐ-BYT ngày 01/3/2022 và Công điện của Chủ tịch "
        "UBND tỉnh số 04/CĐ-UBND ngày 02/3/2022, Sở Y tế yêu cầu:",
        [
            ("Công điện", "09/CĐ-BYT", "2022-03-01", "Bộ trưởng Bộ Y tế", None),
            ("Công điện", "04/CĐ-UBND", "2022-03-02", "Chủ tịch UBND tỉnh", None),
        ],
    ),
    (
        "Thời gian qua, thực hiện Chỉ thị số 11/CT-UBND ngày 05/5/2021 của Chủ tịch UBND tỉnh, các đơn "
        "vị đã tích cực phòng dịch. Tuy nhiên vẫn còn hạn chế. Sở Y tế yêu cầu:",
        [],
    ),
    (
        "Căn cứ tình hình mưa lũ và Công điện khẩn số 15/CĐ-BCH hồi 16 giờ ngày 09/3/2022 của Ban Chỉ "
        "huy PCTT và TKCN tỉnh, Sở Y tế yêu cầu:",
        [("Công điện", "15/CĐ-BCH", "2022-03-09", "Ban Chỉ huy PCTT và TKCN tỉnh", None)],
    ),
    (
        "Thực hiện chương trình phối hợp số 02/CTrPH-SYT-SGDĐT ngày 01/9/2021 giữa Sở Y tế và Sở Giáo "
        "dục và Đào tạo về y tế trường học, Sở Y tế yêu cầu:",
        [("Chương trình", "02/CTrPH-SYT-SGDĐT", "2021-09-01", None, "về y tế trường học")],
    ),
    (
        "Căn cứ Thông báo kết luận số 88-TB/TU ngày 20-02-2022 của Thường trực Thành ủy tại buổi làm "
        "việc với ngành y tế, Sở Y tế yêu cầu:",
        [("Thông báo", "88-TB/TU", "2022-02-20", "Thường trực Thành ủy", None)],
    ),
    (
        "Căn cứ Quyết định số 2222/QĐ-TTg ngày 30/12/2021 của Thủ tướng Chính phủ về việc phê duyệt "
        '"Chương trình chuyển đổi số trong giáo dục nghề nghiệp đến năm 2025, định hướng đến năm '
        '2030";\nSở Y tế yêu cầu:',
        [
            (
                "Quyết định",
                "2222/QĐ-TTg",
                "2021-12-30",
                "Thủ tướng Chính phủ",
                'về việc phê duyệt "Chương trình chuyển đổi số trong giáo dục nghề nghiệp đến năm 2025, '
                'định hướng đến năm 2030"',
            )
        ],
    ),
    (
        "Thực hiện Quyết định của Thủ tướng Chính phủ ngày 12/02/2022 về việc cử cán bộ, Sở Y tế yêu cầu:",
        [("Quyết định", None, "2022-02-12", "Thủ tướng Chính phủ", "về việc cử cán bộ")],
    ),
]


@pytest.mark.parametrize(("words", "grounds"), GROUNDS, ids=[row[0] for row in GROUNDS])
def test_an_order_stands_on_what_governs_it(words, grounds):
    read = phrasing.headed(phrasing.LETTERHEAD + phrasing.DATED, f"Kính gửi: Các đơn vị.\n\n{words}{ITEMS}")
    assert [
        (one["type"], one["number"], one["date"], one["issuer"], one["title"]) for one in read["legal_basis"]
    ] == grounds
