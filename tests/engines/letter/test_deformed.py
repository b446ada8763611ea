"""The real letter, deformed: the same duties must be found in another province's hand."""

import pytest
from tests.engines.letter import deforming, scoring

from thongsuot.engines import letter as letters

pytestmark = pytest.mark.skipif(
    not scoring.SEED.exists(), reason="the real letter is not shipped; it lies in ../shared/data"
)


@pytest.mark.parametrize("seed", range(20))
def test_f1_falls_by_no_more_than_three_hundredths(seed):
    data, gold = scoring.seed()
    straight = scoring.duties(scoring.read(data), gold)
    text, moved = deforming.deformed(data.decode(), gold, seed)
    bent = scoring.duties(letters.to_json(letters.read_text(text)), moved)
    assert straight.f1 - bent.f1 <= 0.03, bent.faults


def test_the_deadline_of_the_deformed_letter_is_the_new_one():
    data, gold = scoring.seed()
    text, _ = deforming.deformed(data.decode(), gold, 3)
    swaps = deforming.swapped(deforming.random.Random(3))
    read = letters.to_json(letters.read_text(text))
    day, month, year = swaps["07/02/2020"].split("/")
    assert [limit["at"][:10] for limit in read["deadlines"] if limit["relation"] == "before"] == [
        f"{year}-{month}-{day}"
    ]
    assert read["place"] == swaps["Gia Lai"]
    assert read["signer"]["name"] == swaps["Lê Thị Thu Hương"]
