"""JSON is what the standard library makes of the same values, only sooner."""

import json

from hypothesis import given
from hypothesis import strategies as st

from panah.brief.exports.laid_out import laid_out


def plain(numbers):
    return st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**18), 10**18)
        | numbers
        | st.text(st.characters(exclude_categories=["Cs"])),
        lambda some: st.lists(some, max_size=4) | st.dictionaries(st.text(max_size=3), some),
        max_leaves=12,
    )


@given(plain(st.floats(0.001, 1e12)))
def test_json_is_laid_out_letter_for_letter_as_the_standard_library_does(value):
    assert laid_out(value) == json.dumps(value, ensure_ascii=False, indent=1) + "\n"


@given(plain(st.floats(allow_nan=False, allow_infinity=False)))
def test_every_value_is_read_back_as_it_was(value):
    assert json.loads(laid_out(value)) == value
