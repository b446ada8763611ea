"""What comes by SMS, in every odd form, about one matter or two."""

from __future__ import annotations

import pytest
from tests.paging.scenarios.player import Stage

pytestmark = pytest.mark.django_db
BOTH = "people A=sms B=sms\n0 page 1 A B\n"
TWO = "people A=sms B=sms\n0 page 1 A B\n1 page 2 A B\n"
TAKEN, OPEN, DECLINED = "is 1 accepted A", "is 1 open", "asked 1 A:declined B:sent"

ONE = {
    "the word and the code": ("NHAN {1}", "accepted", TAKEN),
    "small letters": ("nhan {1}", "accepted", TAKEN),
    "with marks": ("Nhận {1}", "accepted", TAKEN),
    "the code alone": ("{1}", "accepted", TAKEN),
    "the word alone": ("NHAN", "accepted", TAKEN),
    "code first": ("{1} nhận", "accepted", TAKEN),
    "a full stop": ("Nhan {1}.", "accepted", TAKEN),
    "signs around": ("  *NHAN*  -  {1} !!!", "accepted", TAKEN),
    "a whole sentence": ("Tôi xin nhận việc, mã {1}", "accepted", TAKEN),
    "no": ("KHONG {1}", "declined", DECLINED),
    "no, with marks": ("không nhận được", "declined", DECLINED),
    "no, short": ("ko", "declined", DECLINED),
    "a refusal in words": ("Từ chối {1}", "declined", DECLINED),
    "a question": ("Bệnh viện nào vậy?", "unclear", OPEN),
    "a word that only begins so": ("nhân viên đang đi", "unclear", OPEN),
    "two codes": ("NHAN {1} 0000", "unclear", OPEN),
    "taking over a shift": ("NHAN CA", "none", OPEN),
    "a report of a failure": ("SU CO bv-tinh mat mang", "none", OPEN),
    "a report that has a code in it": ("Sự cố {1}", "none", OPEN),
    "nothing but signs": ("???", "unclear", OPEN),
    "a long letter": ("NHAN {1} " + "xin chao " * 20, "unclear", OPEN),
}


@pytest.fixture
def stage(cast, settings):
    settings.SMS_URL = "link:dd-1"
    return Stage(cast)


@pytest.mark.parametrize("case", ONE)
def test_of_one_matter(stage, case):
    words, outcome, so = ONE[case]
    stage.play(f"{BOTH}10 A says {words}\n10 outcome {outcome}\n11 {so}")


SEVERAL = {
    "the word alone says nothing": "10 A says NHAN\n10 outcome unclear\n11 is 1 open\n11 is 2 open\n11 told A 3",
    "each code its own": "10 A says NHAN {2}\n11 is 1 open\n11 is 2 accepted A\n12 A says {1}\n13 is 1 accepted A",
    "one left needs no code": "10 A says {2}\n12 A says nhan\n12 outcome accepted\n13 is 1 accepted A",
    "one is declined, one taken": "10 A says KHONG {1}\n11 A says NHAN {2}\n12 is 1 open\n12 is 2 accepted A\n"
    "12 asked 1 A:declined B:sent",
    "a code of the other person": "310 B says NHAN {2}\n311 A says NHAN {2}\n311 outcome taken\n312 is 2 accepted B",
    "declined and after all": "10 A says KHONG {1}\n20 A says NHAN {1}\n20 outcome accepted\n21 is 1 accepted A\n"
    "21 asked 1 A:accepted B:stopped",
    "twice the same": "10 A says NHAN {1}\n11 A says NHAN {1} .\n11 outcome accepted\n12 is 1 accepted A\n12 is 2 open",
    "what is over": "5 stop 1\n10 A says {1}\n10 outcome over\n11 is 1 stopped",
    "no after yes goes to people": "10 A says {1}\n11 A says KHONG {1}\n11 outcome unclear\n12 is 1 accepted A",
}


@pytest.mark.parametrize("case", SEVERAL)
def test_of_two_matters(stage, case):
    stage.play(f"{TWO}{SEVERAL[case]}")
