"""What was learnt: the pieces, the transformer, and what is asked of its vectors."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from io import BytesIO

import attrs
import numpy as np

from panah.reading.encoder.layers import Array, Transformer, of_arrays
from panah.reading.encoder.pieces import Pieces
from panah.reading.learned.kept import Kept

__all__ = ["Net", "net", "net_of", "whole"]

Dense = tuple[Array, Array]
_MOST = 4096
"""Groups of features kept with their sums; assumed: more than the ways in which parties stand."""


@attrs.frozen(eq=False)
class Net:
    """All that was learnt.

    Parameters
    ----------
    kinds, statuses
        The annotation's words, in the order of what is given for them; none comes before kinds.
    figure, word
        Whether a figure, or a word, tells a claim and of what kind.
    status
        How far it has come.
    denied
        Whether it is denied, and whether it is hedged.
    asks, kind, named, tells
        Of a claim, its kind, a candidate and both: whose it is.
    wants, wanted, offers
        The same as a product: of a claim, its kind, and a candidate.
    stands
        What groups of a candidate's features add to that: first for every kind, then what
        `standing` gives for each kind.
    standing
        Of each kind.
    """

    pieces: Pieces
    transformer: Transformer
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    figure: Dense
    word: Dense
    status: Dense
    denied: Dense
    asks: Dense
    kind: Array
    named: Dense
    tells: Dense
    wants: Dense
    wanted: Array
    offers: Dense
    stands: Kept[frozenset[str], Array]
    standing: Array


@cache
def net() -> Net:
    """Give the shipped one."""
    return net_of((resources.files("panah.reading") / "data" / "encoder.npz").read_bytes())


def net_of(packed: bytes) -> Net:
    """Give one as it is written in the shipped file.

    Each matrix is written as whole numbers up to 127 and a factor for each row.
    """
    with np.load(BytesIO(packed), allow_pickle=False) as found:
        arrays = {name: found[name] for name in found.files}
    about = json.loads(arrays.pop("about").tobytes())
    plain = whole(arrays)

    def pair(name: str) -> Dense:
        return plain[f"{name}/of"], plain[f"{name}/bias"]

    heads = ("figure", "word", "status", "denied", "asks", "named", "tells", "wants", "offers")
    features = {name: nth for nth, name in enumerate(about["features"])}
    return Net(
        pieces=Pieces(about["pieces"]),
        transformer=of_arrays(plain),
        kinds=tuple(about["kinds"]),
        statuses=tuple(about["statuses"]),
        kind=plain["kind"],
        wanted=plain["wanted"],
        stands=_sums(features, plain["features"]),
        standing=plain["standing"],
        **{name: pair(name) for name in heads},
    )


def _sums(features: Mapping[str, int], rows: Array) -> Kept[frozenset[str], Array]:
    """Give the rows of features that come together, added up once for each group of them."""
    return Kept(
        lambda group: rows[[features[one] for one in group if one in features]].sum(axis=0), _MOST
    )


def whole(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Give the matrices that are written in parts, and all others as they are."""
    found = {}
    for name, array in arrays.items():
        if name.endswith("/parts"):
            plain = name.removesuffix("/parts")
            found[plain] = np.multiply(array, arrays[f"{plain}/by"][:, None], dtype=np.float32)
        elif not name.endswith("/by"):
            found[name] = array.astype(np.float32)
    return found
