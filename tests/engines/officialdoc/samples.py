"""Papers the tests print: everybody in them is made up."""

from datetime import date, datetime, timedelta, timezone

from thongsuot.engines.officialdoc import (
    Align,
    Annex,
    Article,
    Circulation,
    Column,
    Division,
    Ground,
    Item,
    Letterhead,
    Paper,
    Paragraph,
    Proclamation,
    Rank,
    Section,
    Signature,
    Table,
    Urgency,
    Verification,
)

CREATED = datetime(2026, 2, 7, 14, 0, tzinfo=timezone(timedelta(hours=7)))

DEPARTMENT = Letterhead(
    parent="UBND tỉnh Cao Sơn",
    body="Sở Thông tin và Truyền thông",
    symbol="BC-STTTT",
    place="Cao Sơn",
)

RESULTS = Table(
    caption="Tổng hợp kết quả theo doanh nghiệp",
    columns=(
        Column("TT", 0.6, Align.CENTER),
        Column("Doanh nghiệp", 3),
        Column("Nội dung hoàn thành", 1.8, Align.CENTER),
        Column("Số tin đã gửi", 1.7, Align.RIGHT),
        Column("Ghi chú", 2.2),
    ),
    rows=(
        (1, "Viễn thông Sao Bắc", "16/16", 412_370, ""),
        (2, "Viễn thông Hải Đăng", "15/16", 365_004, "Bổ sung lịch trực"),
        (3, "Viễn thông Gió Ngàn", "16/16", 437_012, ""),
        (4, "Bưu chính Cánh Én", "10/11", "-", "Gửi sau thời điểm chốt"),
        (5, "Bưu chính Đường Xanh", "11/11", "-", ""),
    ),
    notes=("Số liệu do hệ thống ghi nhận đến 14 giờ 00 phút ngày 07/02/2026.",),
)

REPORT = Paper(
    letterhead=DEPARTMENT,
    type_name="Báo cáo",
    subject="Kết quả bảo đảm an toàn mạng lưới và thông tin liên lạc phục vụ phòng, chống dịch bệnh",
    addressees=("Bộ Thông tin và Truyền thông", "Ủy ban nhân dân tỉnh Cao Sơn"),
    blocks=(
        Paragraph("Sở Thông tin và Truyền thông tổng hợp kết quả của 09 doanh nghiệp trên địa bàn như sau:"),
        Section(
            "Kết quả thực hiện",
            (
                Item("Có 08/09 doanh nghiệp gửi báo cáo trước thời điểm chốt; 01 doanh nghiệp chưa gửi."),
                Item(
                    "Nhắn tin tuyên truyền: đã gửi 1.214.386 tin, trong đó:",
                    (Item("Gửi thành công 1.170.668 tin;"), Item("Chưa xác định 43.718 tin.")),
                ),
                RESULTS,
            ),
        ),
        Section(
            "Khó khăn, đề xuất",
            (
                Section("Khó khăn", (Item("Thiếu thiết bị dự phòng tại 03 huyện;"), Item("Đường truyền lên xã yếu."))),
                Section("Đề xuất", (Paragraph("Đề nghị Bộ xem xét bổ sung kinh phí cho các tuyến truyền dẫn."),)),
            ),
        ),
        Paragraph("Trên đây là kết quả thực hiện, Sở kính báo cáo."),
    ),
    recipients=("Như trên", "Sở Y tế (phối hợp)", "Các doanh nghiệp bưu chính, viễn thông", "Lưu: VT, BCVT"),
    signatures=(Signature(authority=("KT. Giám đốc",), post="Phó Giám đốc", name="Lương Thị Thu Sương"),),
    annexes=(
        Annex(
            title="Kết quả chi tiết theo huyện",
            landscape=True,
            blocks=(
                Table(
                    columns=(Column("TT", 0.5, Align.CENTER), Column("Huyện", 2), Column("Trạm", 1, Align.RIGHT)),
                    rows=tuple((n, f"Huyện số {n}", n * 137) for n in range(1, 41)),
                ),
            ),
        ),
        Annex(title="Đơn vị chưa gửi", blocks=(Section("Bưu chính", (Paragraph("Bưu chính Tầm Xuân."),)),)),
    ),
    data={"sent": 1_214_386, "late": ["CE"]},
    verification=Verification(
        line="Kiểm tra văn bản bằng mã tra cứu 7K2M-91QX.", address="https://vanban.caoson.example/7K2M-91QX"
    ),
)

LETTER = Paper(
    letterhead=Letterhead(
        parent="UBND tỉnh Cao Sơn",
        body="Sở Thông tin và Truyền thông",
        symbol="STTTT-BCVT",
        place="Cao Sơn",
        number=7,
        on=date(2026, 6, 4),
    ),
    subject="bảo đảm thông tin liên lạc mùa mưa bão",
    addressees=("Bưu chính Cánh Én",),
    blocks=(Paragraph("Đề nghị đơn vị cử 02 cán bộ trực 24/24 giờ."), Paragraph("Trân trọng.")),
    recipients=("Như trên", "Lưu: VT"),
    signatures=(Signature(post="Giám đốc", name="Đinh Văn Khải"),),
    drafter="Pl.(300)",
    urgency=Urgency.FLASH,
    circulation=Circulation.INTERNAL,
    contact="Số 2 đường Hoa Ban, thành phố Cao Sơn; điện thoại (0299) 3000 123",
    exercise=True,
)

DECISION = Paper(
    letterhead=Letterhead(body="Ủy ban nhân dân tỉnh Cao Sơn", symbol="QĐ-UBND", place="Cao Sơn"),
    type_name="Quyết định",
    subject="Về việc thành lập Tổ ứng cứu thông tin",
    blocks=(
        Proclamation("ỦY BAN NHÂN DÂN TỈNH CAO SƠN"),
        Ground("Căn cứ Luật Tổ chức chính quyền địa phương;"),
        Ground("Theo đề nghị của Giám đốc Sở Thông tin và Truyền thông."),
        Proclamation("QUYẾT ĐỊNH:"),
        Article("Thành lập Tổ ứng cứu thông tin gồm:", (Item("Tổ trưởng: Đinh Văn Khải."), Item("Tổ phó: 02 người."))),
        Article("Quyết định này có hiệu lực kể từ ngày ký."),
    ),
    recipients=("Như Điều 2", "Lưu: VT"),
    signatures=(
        Signature(authority=("TM. Ủy ban nhân dân", "KT. Chủ tịch"), post="Phó Chủ tịch", name="Hoàng Minh Tuệ"),
    ),
)

MINUTES = Paper(
    letterhead=DEPARTMENT,
    type_name="Biên bản",
    subject="Bàn giao ca trực",
    blocks=(Paragraph("Hai bên bàn giao đủ hồ sơ."),),
    signatures=(Signature(post="Bên giao", name="Vũ Hà An"), Signature(post="Bên nhận", name="Lê Khánh Chi")),
    landscape=True,
)

STATUTE = Paper(
    letterhead=Letterhead(
        body="Viễn thông Sao Bắc", symbol="QC-VTSB", place="Cao Sơn", number=112, on=date(2025, 10, 9)
    ),
    type_name="Quy chế",
    subject="Trực bảo đảm thông tin liên lạc",
    blocks=(
        Division(
            "Quy định chung",
            (
                Article("Quy chế này quy định việc trực ca.", title="Phạm vi điều chỉnh"),
                Article("", (Item("Trực ban;"), Item("Trực ứng cứu.")), title="Đối tượng áp dụng"),
            ),
        ),
        Division(
            "Tổ chức thực hiện",
            (
                Division("Nhận ca", (Article("Người nhận ca ký sổ trực.", title="Sổ trực"),), Rank.SECTION),
                Division("Bàn giao", (Article("Bàn giao đủ hồ sơ.", title="Hồ sơ"),), Rank.SECTION),
            ),
        ),
    ),
    recipients=("Các phòng", "Lưu: VT"),
    signatures=(Signature(authority=("TL. Giám đốc", "Q. Trưởng phòng"), post="Phó Trưởng phòng", name="Tô Lan Vy"),),
)

BRIEF = Paper(
    letterhead=Letterhead(body="VTSB", symbol="VTSB", place=""),
    subject="trao đổi thông tin",
    blocks=(Table(columns=(Column("Nội dung"),), rows=(("Đã nhận",),)), Table(columns=(Column("Số"),), rows=((5,),))),
    verification=Verification(line="Mã tra cứu 11AA."),
)


def long_annex(rows: int) -> Paper:
    """A report whose annex has as many rows, each with figures of its own."""
    columns = (
        Column("TT", 0.6, Align.CENTER),
        Column("Trạm", 2),
        Column("Số phút hoạt động", 2, Align.RIGHT),
        Column("Tổng số phút", 2, Align.RIGHT),
        Column("Ghi chú", 2),
    )
    figures = tuple(
        (n, f"Trạm CS{n:04d}", n * 1_009, n * 1_013, "" if n % 7 else "Đã khắc phục") for n in range(1, rows + 1)
    )
    annex = Annex(title="Hoạt động của các trạm", landscape=True, blocks=(Table(columns=columns, rows=figures),))
    blocks = (Paragraph(f"Sở báo cáo hoạt động của {rows} trạm tại Phụ lục kèm theo."),)
    return Paper(
        letterhead=DEPARTMENT, type_name="Báo cáo", subject="Hoạt động của các trạm", blocks=blocks, annexes=(annex,)
    )


EVERY = {
    "report": REPORT,
    "letter": LETTER,
    "decision": DECISION,
    "minutes": MINUTES,
    "statute": STATUTE,
    "brief": BRIEF,
}
