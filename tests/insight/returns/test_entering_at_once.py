"""Two officers who save in the same moment follow one another, and nothing of either is lost."""

import pytest

from kheo.insight.returns.models import CellChange, Return
from tests import factories
from tests.at_once import at_once
from tests.insight.returns import owed

pytestmark = pytest.mark.django_db(transaction=True)


def both(first, second):
    """Let two officers of a commune fill in its return at once; give what each was told."""
    commune = factories.unit("Ngọc Chiến")
    made, lan, minh = owed.ret(commune), owed.officer(commune), owed.officer(commune)
    told = at_once(lambda: owed.fill(made, lan, **first), lambda: owed.fill(made, minh, **second))
    assert not [one for one in told if isinstance(one, Exception)]
    return made, told


def test_different_cells_keep_both_numbers_and_two_savings():
    made, _told = both({"cuoc__tong": "5"}, {"cuoc__xa": "4"})

    made.refresh_from_db()
    assert made.revision == 2
    assert {cell.place: cell.value for cell in made.cells.all()} == {"cuoc.tong": 5, "cuoc.xa": 4}
    assert set(CellChange.objects.values_list("revision", flat=True)) == {1, 2}


def test_of_the_same_cell_one_stands_and_the_other_is_told():
    made, told = both({"cuoc__tong": "5"}, {"cuoc__tong": "7"})

    (clash,) = [clash for saved in told for clash in saved.clashes]
    stands = made.cells.get().value
    assert {stands, int(clash.typed)} == {5, 7}
    assert clash.value == stands
    assert Return.objects.get(pk=made.pk).revision == 1
