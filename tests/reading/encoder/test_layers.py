"""The transformer's layers beside those of another library."""

import numpy as np
import pytest

from panah.reading.encoder.layers import HEADS, gelu, of_arrays, steps

WIDTH, WIDE = 24, 96
FIRST = [-1.1782, -1.3479, -0.684, 0.0799, -1.3911]
LAST = [0.8334, 0.9181, 0.7268, 0.3898, 0.7166]
"""The first and the last number of each piece's vector."""


@pytest.fixture(scope="module")
def transformer():
    """Two layers of numbers drawn by a seed; norms lie around one."""
    chance, arrays = np.random.default_rng(7), {}

    def put(name, *shape):
        one = 1.0 if "norm" in name and name.endswith("/of") else 0.0
        arrays[name] = (chance.standard_normal(shape) * 0.3).astype(np.float32) + np.float32(one)

    put("pieces", 9, WIDTH)
    put("places", 6, WIDTH)
    put("apart", 32, HEADS)
    arrays["apart"] *= 10
    put("norm/of", WIDTH)
    put("norm/bias", WIDTH)
    for nth in range(2):
        for name, shape in (
            ("asked", (3 * WIDTH, WIDTH)),
            ("heard", (WIDTH, WIDTH)),
            ("heard_norm", (WIDTH,)),
            ("wide", (WIDE, WIDTH)),
            ("narrow", (WIDTH, WIDE)),
            ("narrow_norm", (WIDTH,)),
        ):
            put(f"{nth}/{name}/of", *shape)
            put(f"{nth}/{name}/bias", shape[0])
    return of_arrays(arrays)


def test_the_layers_give_what_another_library_gives(transformer):
    """The numbers are those of an `MPNetModel` of two layers of transformers 5.24."""
    seen = transformer([0, 4, 4, 8, 0])

    assert seen.shape == (5, WIDTH)
    assert seen[:, 0] == pytest.approx(FIRST, abs=2e-3)
    assert seen[:, -1] == pytest.approx(LAST, abs=2e-3)


def test_a_distance_counts_by_steps_that_grow_and_differ_before_and_behind():
    """The numbers are those of `MPNetEncoder.relative_position_bucket` of transformers 5.24."""
    far = [0, 50, 80, 92, 93, 99, 100, 101, 107, 108, 109, 120, 150, 199]

    found = steps(200)[100, far].tolist()

    assert found == [15, 13, 10, 8, 7, 1, 0, 17, 23, 24, 24, 26, 29, 31]


def test_a_piece_is_seen_otherwise_beside_others(transformer):
    alone, beside = transformer([3]), transformer([3, 5])

    assert not np.allclose(alone[0], beside[0], atol=1e-2)


def test_what_is_far_below_zero_is_not_let_through():
    let = gelu(np.array([-9.0, -0.2, 0.0, 9.0], dtype=np.float32))

    assert let[[0, 2, 3]] == pytest.approx([0.0, 0.0, 9.0], abs=1e-6)
    assert let[1] == pytest.approx(-0.0841, abs=1e-3), (
        "by the normal distribution: -.2 times .42074"
    )
