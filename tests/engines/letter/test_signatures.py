"""Copies and signatures as columns leave them: line by line, glued, beside each other, in either order."""

import pytest
from tests.engines.letter import phrasing

ALIKE = ["Như trên", "UBND tỉnh", "Giám đốc Sở", "Lưu: VT, NV"]
DEPUTY = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Khổng Thị Bích Ngà")

TAILS = [
    (
        "Nơi nhận:                          KT. GIÁM ĐỐC\n- Như trên;                        PHÓ GIÁM "
        "ĐỐC\n- UBND tỉnh (b/c);\n- Giám đốc Sở (b/c);\n- Lưu: VT, NV.                    Khổng Thị "
        "Bích Ngà\n",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- UBND tỉnh (b/c);\n- Giám đốc Sở (b/c);\n"
        "- Lưu: VT, NV. Khổng Thị Bích Ngà\n",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- UBND tỉnh (b/c);\n- Giám đốc Sở (b/c); "
        "Khổng Thị Bích Ngà\n- Lưu: VT, NV.\n",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "Nơi nhận: KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n- Như trên;\n- UBND tỉnh (b/c);\nKhổng Thị Bích Ngà\n"
        "- Giám đốc Sở (b/c);\n- Lưu: VT, NV.\n",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "Nơi nhận:- Như trên;- UBND tỉnh (b/c);- Giám đốc Sở (b/c);- Lưu: VT, NV.KT. GIÁM ĐỐCPHÓ GIÁM "
        "ĐỐCKhổng Thị Bích Ngà\n",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "./.Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Giám đốc Sở (b/c);\n- Lưu: VT, NV.\nKT. "
        "GIÁM ĐỐC PHÓ GIÁM ĐỐC Khổng Thị Bích Ngà\n",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "Nơi nhận:- Như trên;- UBND tỉnh (b/c);- Giám đốc Sở (b/c);- Lưu: VT, NV. Khổng Thị Bích Ngà\n"
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(Đã ký)\nKhổng Thị Bích Ngà\nNơi nhận:\n- Như trên;\n- UBND tỉnh "
        "(b/c);\n- Giám đốc Sở (b/c);\n- Lưu: VT, NV.\n",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Giám đốc Sở (b/c);\n- Lưu: VT, NV (03b).\n\n"
        "GIÁM ĐỐC\n\nBs. Khổng Thị Bích Ngà\n",
        ["Như trên", "UBND tỉnh", "Giám đốc Sở", "Lưu: VT, NV (03b)"],
        ["b/c", "b/c"],
        (None, "GIÁM ĐỐC", "Khổng Thị Bích Ngà"),
    ),
    (
        "Nơi nhận:\n+ Như trên;\n+ UBND tỉnh (b/c);\n+ Giám đốc Sở (b/c);\n+ Lưu: VT, NV./.\n\nGIÁM "
        "ĐỐC\n\nKhổng Thị Bích Ngà\n",
        ALIKE,
        ["b/c", "b/c"],
        (None, "GIÁM ĐỐC", "Khổng Thị Bích Ngà"),
    ),
    (
        "Nơi nhận:\n- Như trên,\n- UBND tỉnh (b/c),\n- Giám đốc Sở (b/c),\n- Lưu VT, NV.\n\nTUQ. GIÁM "
        "ĐỐC\nTRƯỞNG PHÒNG NGHIỆP VỤ\n\nKhổng Thị Bích Ngà\n",
        ["Như trên", "UBND tỉnh", "Giám đốc Sở", "Lưu VT, NV"],
        ["b/c", "b/c"],
        ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG NGHIỆP VỤ", "Khổng Thị Bích Ngà"),
    ),
    (
        "Nơi nhận:\n- Như trên\n- UBND tỉnh (b/c)\n- Giám đốc Sở (b/c)\n- Lưu: VT, NV\n\nGIÁM ĐỐC\n"
        "\nKhổng Thị Bích Ngà\n",
        ALIKE,
        ["b/c", "b/c"],
        (None, "GIÁM ĐỐC", "Khổng Thị Bích Ngà"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Giám đốc Sở (b/c);\n- Lưu: VT, NV.\n\nTM. ỦY "
        "BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nSùng A Lềnh\n",
        ALIKE,
        ["b/c", "b/c"],
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Sùng A Lềnh"),
    ),
    (
        "Nơi nhận:                      TM. ỦY BAN NHÂN DÂN\n- Như trên;                       CHỦ "
        "TỊCH\n- UBND tỉnh (b/c);\n- Giám đốc Sở (b/c);\n- Lưu: VT, NV.                  Y Ngông Niê "
        "Kdăm\n",
        ALIKE,
        ["b/c", "b/c"],
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Y Ngông Niê Kdăm"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Giám đốc Sở (b/c);\n- Lưu: VT, NV.\nTL. CHỦ "
        "TỊCH\nCHÁNH VĂN PHÒNG\n\n\nRơ Châm H’Lan\n",
        ALIKE,
        ["b/c", "b/c"],
        ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Rơ Châm H’Lan"),
    ),
    (
        "Nơi nhận:\n- Như trên,\n- Thường trực Tỉnh ủy (để báo cáo),\n- Lưu Ban Dân vận.\n\nT/M BAN "
        "THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLò Văn Ún\n",
        ["Như trên", "Thường trực Tỉnh ủy", "Lưu Ban Dân vận"],
        ["để báo cáo"],
        ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lò Văn Ún"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nQ. CỤC TRƯỞNG\n\nĐiểu K’Rông\n",
        ["Như trên", "Lưu: VT"],
        [],
        ("Q. CỤC TRƯỞNG", None, "Điểu K’Rông"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nHIỆU TRƯỞNG\n\nThS. Bùi Thị Xuân Mai\n",
        ["Như trên", "Lưu: VT"],
        [],
        (None, "HIỆU TRƯỞNG", "Bùi Thị Xuân Mai"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nĐại tá Hà Trọng Nghĩa\n",
        ["Như trên", "Lưu: VT"],
        [],
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Hà Trọng Nghĩa"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHÁNH ÁN\nPHÓ CHÁNH ÁN\n\nLục Văn Bảo\n",
        ["Như trên", "Lưu: VT"],
        [],
        ("KT. CHÁNH ÁN", "PHÓ CHÁNH ÁN", "Lục Văn Bảo"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. HỘI ĐỒNG THÀNH VIÊN\nCHỦ TỊCH\n\nTriệu Quốc Đạt\n",
        ["Như trên", "Lưu: VT"],
        [],
        ("TM. HỘI ĐỒNG THÀNH VIÊN", "CHỦ TỊCH", "Triệu Quốc Đạt"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Chủ tịch, các Phó Chủ tịch UBND tỉnh\n(để báo cáo);\n- Các sở: "
        "Tài chính, Kế hoạch và Đầu tư,\nCông Thương;\n- Lưu: VT, KTN.\n\nCHÁNH VĂN PHÒNG\n\nChâu "
        "Mỹ Lệ\n",
        [
            "Như trên",
            "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
            "Các sở: Tài chính, Kế hoạch và Đầu tư, Công Thương",
            "Lưu: VT, KTN",
        ],
        ["để báo cáo"],
        (None, "CHÁNH VĂN PHÒNG", "Châu Mỹ Lệ"),
    ),
    (
        "| Nơi nhận: | KT. GIÁM ĐỐC |\n| - Như trên; | PHÓ GIÁM ĐỐC |\n| - UBND tỉnh (b/c); | |\n| "
        "- Giám đốc Sở (b/c); | |\n| - Lưu: VT, NV. | Khổng Thị Bích Ngà |\n",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "Nơi nhận: - Như trên; - UBND tỉnh (b/c); - Giám đốc Sở (b/c); - Lưu: VT, NV. KT. GIÁM ĐỐC "
        "PHÓ GIÁM ĐỐC Khổng Thị Bích Ngà",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "Nơi nhận: KT. GIÁM ĐỐC - Như trên; PHÓ GIÁM ĐỐC - UBND tỉnh (b/c); - Giám đốc Sở (b/c); - "
        "Lưu: VT, NV. Khổng Thị Bích Ngà",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Giám đốc Sở (b/c);\n- Lưu: VT, NV.\n\nKT. GIÁM "
        "ĐỐC\nPHÓ GIÁM ĐỐC\nKý bởi: Sở Y tế\nNgày ký: 10/3/2022 09:15:22 +07:00\n\nKhổng Thị Bích "
        "Ngà\n",
        ALIKE,
        ["b/c", "b/c"],
        DEPUTY,
    ),
    (
        "Nơi nhận: CỤC TRƯỞNG\n- Như trên;\n- Bộ trưởng (để b/c);\n- Thứ trưởng Phạm Minh Thắng (để "
        "b/c);\n- Các Phó Cục trưởng;\n- Lưu: VT, CSVT.\nNghiêm Đình Toản\n",
        ["Như trên", "Bộ trưởng", "Thứ trưởng Phạm Minh Thắng", "Các Phó Cục trưởng", "Lưu: VT, CSVT"],
        ["để b/c", "để b/c"],
        (None, "CỤC TRƯỞNG", "Nghiêm Đình Toản"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Bộ Y tế (để báo cáo);\n- Đài PT-TH tỉnh (để đưa tin);\n- Cổng TTĐT "
        "tỉnh (đăng tải);\n- Các phòng Sở (để biết, theo dõi);\n- Công an tỉnh (phối hợp);\n- Lưu: "
        "VT.\n\nGIÁM ĐỐC\n\nVi Thị Nhàn\n",
        ["Như trên", "Bộ Y tế", "Đài PT-TH tỉnh", "Cổng TTĐT tỉnh", "Các phòng Sở", "Công an tỉnh", "Lưu: VT"],
        ["để báo cáo", "để đưa tin", "đăng tải", "để biết, theo dõi", "phối hợp"],
        (None, "GIÁM ĐỐC", "Vi Thị Nhàn"),
    ),
    (
        "Nơi nhận:                          TRƯỞNG BAN\n- Như trên;\n- UBND tỉnh (b/c);\n- Giám đốc "
        "Sở (b/c);\n- Lưu: VT, NV.                    PHÓ CHỦ TỊCH UBND TỈNH\n                    "
        "                Khổng Thị Bích Ngà\n",
        ALIKE,
        ["b/c", "b/c"],
        (None, "TRƯỞNG BAN", "Khổng Thị Bích Ngà"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN THƯỜNG TRỰC\n\nGIÁM "
        "ĐỐC SỞ NÔNG NGHIỆP VÀ PTNT\nĐàm Văn Kỷ\n",
        ["Như trên", "Lưu: VT"],
        [],
        ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC", "Đàm Văn Kỷ"),
    ),
    (
        "Nơi nhận\n- Như trên;\n- Lưu: VT.\nTổng Giám đốc\nQuách Gia Huy\n",
        ["Như trên", "Lưu: VT"],
        [],
        (None, "Tổng Giám đốc", "Quách Gia Huy"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. Giám đốc\nPhó Giám đốc\n\nQuách Gia Huy\n",
        ["Như trên", "Lưu: VT"],
        [],
        ("KT. Giám đốc", "Phó Giám đốc", "Quách Gia Huy"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nQUÁCH GIA HUY\n",
        ["Như trên", "Lưu: VT"],
        [],
        (None, "GIÁM ĐỐC", "QUÁCH GIA HUY"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. TỔNG GIÁM ĐỐC\nPHÓ TỔNG GIÁM ĐỐC\n\nNguyễn Hạ\n",
        ["Như trên", "Lưu: VT"],
        [],
        ("KT. TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC", "Nguyễn Hạ"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTL. BỘ TRƯỞNG\nKT. VỤ TRƯỞNG VỤ BƯU CHÍNH\nPHÓ VỤ TRƯỞNG\n"
        "\nNguyễn Hạ Vy\n",
        ["Như trên", "Lưu: VT"],
        [],
        ("TL. BỘ TRƯỞNG KT. VỤ TRƯỞNG VỤ BƯU CHÍNH", "PHÓ VỤ TRƯỞNG", "Nguyễn Hạ Vy"),
    ),
]


@pytest.mark.parametrize(("tail", "names", "purposes", "signer"), TAILS, ids=[row[0] for row in TAILS])
def test_copies_and_signer_are_told_apart(tail, names, purposes, signer):
    read = phrasing.read(f"{phrasing.LETTERHEAD}{phrasing.DATED}{phrasing.BODY}{tail}")
    assert [copy["name"] for copy in read["recipients"]] == names
    assert [copy["purpose"] for copy in read["recipients"] if copy["purpose"]] == purposes
    assert tuple(read["signer"].values()) == signer
