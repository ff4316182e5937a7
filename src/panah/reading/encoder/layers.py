"""The transformer itself: from pieces to a vector for each, by layers of attention.

After Vaswani et al. 2017, *Attention is all you need*, and Devlin et al. 2019, *BERT*, in the form
of Song et al. 2020, *MPNet*: 768 numbers a piece, 12 heads, and by how far two pieces stand apart
each head hears one of the other more or less (Raffel et al. 2020, *T5*, section 2.1).
"""

import math
from collections.abc import Mapping, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

__all__ = ["HEADS", "Array", "Layer", "Transformer", "dense", "gelu", "steps"]

Array = NDArray[np.float32]
HEADS = 12
_EPSILON = 1e-5
_CUBIC = 0.044715
"""Of the form of GELU by a hyperbolic tangent (Hendrycks and Gimpel 2016, section 2)."""
_NEAR, _FAR = 8, 128
"""Pieces up to which each distance counts by itself, and from which on all count alike; between
them eight steps that grow by the same factor: as the model was learnt."""


@attrs.frozen
class Layer:
    """One layer's weights, each matrix with a row for each number it gives.

    Parameters
    ----------
    asked
        Makes queries, keys and values, one behind the other.
    """

    asked: tuple[Array, Array]
    heard: tuple[Array, Array]
    heard_norm: tuple[Array, Array]
    wide: tuple[Array, Array]
    narrow: tuple[Array, Array]
    narrow_norm: tuple[Array, Array]

    def __call__(self, seen: Array, apart: Array) -> Array:
        """Give the vectors of n pieces, of shape (n, 768), as the layer changes them.

        Parameters
        ----------
        apart
            What each head adds for each pair of pieces by their distance, of shape (12, n, n).
        """
        heard = dense(_attended(dense(seen, self.asked), apart), self.heard)
        seen = _normed(seen + heard, self.heard_norm)
        told = dense(gelu(dense(seen, self.wide)), self.narrow)
        return _normed(seen + told, self.narrow_norm)


@attrs.frozen
class Transformer:
    """All layers, and the vectors of pieces and of their places that they begin with.

    Parameters
    ----------
    apart
        What each head adds by the step of a distance, of shape (32, 12).
    """

    pieces: Array
    places: Array
    apart: Array
    norm: tuple[Array, Array]
    layers: tuple[Layer, ...]

    def __call__(self, numbers: Sequence[int]) -> Array:
        """Give a vector for each piece, of shape (n, 768)."""
        seen = _normed(self.pieces[list(numbers)] + self.places[: len(numbers)], self.norm)
        apart = self.apart[steps(len(numbers))].transpose(2, 0, 1)
        for layer in self.layers:
            seen = layer(seen, apart)
        return seen


def steps(count: int) -> NDArray[np.intp]:
    """Give the step of the distance from each of some pieces to each, of shape (n, n).

    Those of pieces behind it come after those of pieces before it.
    """
    places = np.arange(count)
    off = places[None, :] - places[:, None]
    away = np.maximum(np.abs(off), 1)
    beyond = np.log(away / _NEAR) / math.log(_FAR / _NEAR) * _NEAR
    step = np.where(away < _NEAR, np.abs(off), np.minimum(_NEAR + beyond, 2 * _NEAR - 1))
    found: NDArray[np.intp] = step.astype(np.intp) + 2 * _NEAR * (off > 0)
    return found


def dense(seen: Array, by: tuple[Array, Array]) -> Array:
    """Multiply rows by a matrix of weights and add what stands without them."""
    weights, bias = by
    told: Array = seen @ weights.T + bias
    return told


def gelu(seen: Array) -> Array:
    """Let through what is above zero, and a little of what is just below."""
    inner = np.float32(math.sqrt(2 / math.pi)) * (seen + np.float32(_CUBIC) * seen * seen * seen)
    let: Array = np.float32(0.5) * seen * (1 + np.tanh(inner))
    return let


def _normed(seen: Array, by: tuple[Array, Array]) -> Array:
    centred = seen - seen.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(_EPSILON))
    even: Array = centred / spread * by[0] + by[1]
    return even


def _attended(asked: Array, apart: Array) -> Array:
    """Give for each piece what the others tell it, by each head."""
    count, width = asked.shape[0], asked.shape[1] // 3
    parts = asked.reshape(count, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    query, key, value = parts[0], parts[1], parts[2]
    sums = query @ key.transpose(0, 2, 1) * np.float32(1 / math.sqrt(width // HEADS))
    sums += apart
    sums -= sums.max(axis=2, keepdims=True)
    shares = np.exp(sums)
    shares /= shares.sum(axis=2, keepdims=True)
    told: Array = (shares @ value).transpose(1, 0, 2).reshape(count, width)
    return told


def of_arrays(arrays: Mapping[str, Array]) -> Transformer:
    """Give a transformer of its arrays by name."""

    def pair(name: str) -> tuple[Array, Array]:
        return arrays[f"{name}/of"], arrays[f"{name}/bias"]

    count = sum(name.endswith("/asked/of") for name in arrays)
    layers = tuple(
        Layer(*(pair(f"{nth}/{field.name}") for field in attrs.fields(Layer)))
        for nth in range(count)
    )
    return Transformer(
        pieces=arrays["pieces"],
        places=arrays["places"],
        apart=arrays["apart"],
        norm=pair("norm"),
        layers=layers,
    )
