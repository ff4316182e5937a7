"""JSON keeps the bytes that the standard library gave it, so that issues can be remade."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.brief.exports.laid_out import laid_out

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda some: st.lists(some, max_size=4) | st.dictionaries(st.text(max_size=3), some),
    max_leaves=12,
)


@given(PLAIN)
def test_json_is_laid_out_letter_for_letter_as_the_standard_library_does(value):
    assert laid_out(value) == json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def test_what_json_has_no_number_for_is_refused():
    with pytest.raises(ValueError, match="JSON compliant"):
        laid_out({"high": float("inf")})
