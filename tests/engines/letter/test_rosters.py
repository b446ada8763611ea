"""A group among the addressees is a rule: of which kind, where, and which members its words list."""

import pytest

from thongsuot.engines.letter._rosters import groups_of


@pytest.mark.parametrize(
    ("name", "kind", "area", "members"),
    [
        ("Các doanh nghiệp viễn thông trên địa bàn tỉnh", "telecom", "tỉnh", ()),
        ("Các doanh nghiệp viễn thông di động", "mobile", None, ()),
        ("Các doanh nghiệp bưu chính, viễn thông", "postal_and_telecom", None, ()),
        ("Các doanh nghiệp bưu chính hoạt động trên địa bàn tỉnh Kim Xuyên", "postal", "tỉnh Kim Xuyên", ()),
        ("Các doanh nghiệp cung cấp dịch vụ Internet", "internet", None, ()),
        ("Các tập đoàn, tổng công ty nhà nước", "enterprises", None, ()),
        (
            "Các doanh nghiệp: VNPT Kim Xuyên, Viettel Kim Xuyên",
            "enterprises",
            None,
            ("VNPT Kim Xuyên", "Viettel Kim Xuyên"),
        ),
        ("UBND các tỉnh: Kim Xuyên, Tây Lĩnh và Sơn Hậu", "provinces", None, ("Kim Xuyên", "Tây Lĩnh", "Sơn Hậu")),
        ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", "provinces", None, ()),
        ("UBND các huyện, thị xã, thành phố", "districts", None, ()),
        ("Phòng Văn hóa và Thông tin các huyện, thành phố", "districts", None, ()),
        ("UBND các phường: An Hòa, Bến Cát", "communes", None, ("An Hòa", "Bến Cát")),
        ("Các Bộ, cơ quan ngang Bộ", "ministries", None, ()),
        (
            "Các Bộ: Khoa học và Công nghệ, Văn hóa, Thể thao và Du lịch",
            "ministries",
            None,
            ("Khoa học và Công nghệ", "Văn hóa, Thể thao và Du lịch"),
        ),
        ("Các sở, ban, ngành thuộc tỉnh", "departments", None, ()),
        ("Giám đốc các Sở: Y tế, Công Thương", "departments", None, ("Y tế", "Công Thương")),
        ("Các trường trung học phổ thông", "schools", None, ()),
        ("Các bệnh viện đa khoa, chuyên khoa tuyến tỉnh", "hospitals", None, ()),
        ("Các cơ quan báo chí", "press", None, ()),
        ("Các đoàn thể", "bodies", None, ()),
        ("Các bưu cục thuộc Chi nhánh", "units", None, ()),
        ("Các chủ rừng trên địa bàn xã", "other", "xã", ()),
    ],
)
def test_a_group_tells_its_kind_its_area_and_its_members(name, kind, area, members):
    (group,) = groups_of((name,))
    assert (group.name, group.kind, group.area, group.members) == (name, kind, area, members)


@pytest.mark.parametrize("name", ["Sở Y tế", "Công an tỉnh", "Công ty Điện lực Kim Xuyên", "Ông Lê Văn Tám"])
def test_one_body_is_no_group(name):
    assert groups_of((name,)) == ()
