"""Invented texts, the real ones where they lie beside the checkout, and strategies over both."""

from pathlib import Path

from hypothesis import strategies as st

from kheo.foundation.vietnamese.alphabet import MARKED

INVENTED = (
    "Sáng 12/3/2024, Ủy ban nhân dân xã Suối Mơ tiếp 27 lượt công dân (31 người).",
    "Trong 6 tháng đầu năm 2024, toàn huyện huy động 12 tỷ 450 triệu đồng làm đường bản.",
    "“Khéo” là nghe trước, nói sau… và làm đến cùng – bà Lò Thị Ửng nói.",
    "Giai đoạn 2016 - 2020: 1.204 hộ thoát nghèo, đạt 98,5 % kế hoạch; còn 08 bản chưa có điện.",
    "Nghị quyết số 12-NQ/HU ngày 05/02/2019; hoá đơn, thuỷ lợi, sức khoẻ, quý vị, tuỳ bản.",
    "Tổ 3 góp 3574.30 ngày công?! <script>alert('ơ')</script> 👩🏽‍🌾🇻🇳 km² \u00a0 ½",
    "Ngày 31/02/2024 không có; quí 2-2017 thì có.",
    "",
)

# Real reports lie beside the checkout where the project is checked as a whole.
_SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "texts"
REAL = tuple(path.read_bytes().decode("utf-8") for path in sorted(_SHARED.glob("*.txt")))
TEXTS = INVENTED + REAL

# Each is a sound syllable that old encodings can spell.
_SPOKEN = """
đảng bộ xã hội chủ nghĩa việt nam cộng hòa độc lập tự do hạnh phúc ủy ban nhân dân kiến nghị
phản ánh trả lời đúng hạn nước trưởng bản suối đường cầu gỗ hỏng sửa chữa thủy lợi khỏe mạnh
quyết định thường trực tiếp dân giặt giũ ngoằn ngoèo khuỷu tay yếu ớt ẵm bế rẫy lặng lẽ ỷ lại
kỹ lưỡng thuở xưa ngượng nghịu bữa ăn mẫu mực vẫy vùng ì ạch ỉ ôi ĩnh
"""
SYLLABLES = tuple(_SPOKEN.split())

letters = st.sampled_from([*MARKED, *"abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXYfjwzFJWZ"])
words = st.text(letters, min_size=1, max_size=8)
vietnamese = st.text(
    st.one_of(letters, st.sampled_from(" .,;:!?()0123456789\n“”–…\u0301\u0323\u0302\u031b"))
)
any_text = st.one_of(st.text(), vietnamese)
sentences = st.lists(st.sampled_from(SYLLABLES), min_size=3, max_size=30).map(" ".join)
