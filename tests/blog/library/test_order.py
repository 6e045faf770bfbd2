from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tui.blog.library import bits
from tui.blog.library.order import Order

ROWS = 100
orders = st.permutations(range(ROWS)).map(Order)
sets = st.sets(st.integers(0, ROWS - 1))


@given(orders, sets, st.integers(0, 20))
@example(Order(range(ROWS)), set(range(ROWS)), 5)
@example(Order(range(ROWS)), {3}, 5)
@example(Order(range(ROWS)), set(range(50)), 5)
def test_rows_are_chosen_in_order(order: Order, chosen: set[int], count: int) -> None:
    rows = bits.of(chosen, ROWS)
    expected = [row for row in order.rows if row in chosen]
    assert list(order.chosen(rows)) == expected
    assert list(order.first(rows, count)) == expected[:count]
    assert [order.position(row, rows) for row in expected] == list(range(len(expected)))
