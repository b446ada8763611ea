"""Texts and profiles for the properties of messages."""

from itertools import product

from hypothesis import strategies as st

from thongsuot.engines.message import Alphabet, Carriage, Profile

GSM = (
    "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = "\f^{}\\[~]|€"
VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậềểễếệồổỗốộờởỡớợừửữứựỳỷỹýỵ ĐƯƠẾỘ,.0123"
PILES = "aeo\u0300\u0323\u0302\u0301\u200d😀👩⚕\ufe0f ế"

gsm_texts = st.text(GSM + DOUBLE, max_size=500)
vietnamese_texts = st.text(VIETNAMESE, max_size=300)
piled_texts = st.text(PILES, max_size=300)
any_texts = st.text(max_size=200)
texts = st.one_of(gsm_texts, vietnamese_texts, piled_texts, any_texts)

PROFILES = [
    Profile(carriage=carriage, packed=packed, gsm_coding=coding)
    for carriage, packed, coding in product(Carriage, (False, True), (0x00, 0xF1))
] + [Profile(alphabets=frozenset({Alphabet.UCS2}), carriage=carriage) for carriage in Carriage]
profiles = st.sampled_from(PROFILES)

ONLY_GSM = Profile(alphabets=frozenset({Alphabet.GSM7}))
NOTICE = (
    "Sở Khoa học và Công nghệ thông báo: bão số 9 đổ bộ chiều 28/10, gió giật cấp 14. Đề nghị bà con không ra khỏi nhà "
    "từ 12 giờ, chằng chống nhà cửa, dự trữ nước uống và sạc đầy điện thoại. Gọi 113."
)
