"""How likely it is that what was read is right: its marks, and the sum of their weights.

A claim has few marks: the rule that read it and how far it has come, which field names its party
and from where, and in tenths how sure the weights are of its kind and party. What is likelier to
be wrong than the threshold is no draft; a person is shown its words instead.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from panah.reading.frames.scene import Scene, Sighting
from panah.reading.learned.judge import Judge
from panah.reading.learned.parties import Candidate, as_party, key_of
from panah.reading.learned.whose import told_party, trigger_of

__all__ = ["marks_of"]

_TENTHS = 10


def marks_of(
    scene: Scene,
    seen: Sighting,
    row: Mapping[str, Any],
    judge: Judge,
    among: Sequence[Candidate],
    chances: tuple[float, float] | None,
) -> tuple[str, ...]:
    """Give the marks of a claim by which it is right or wrong.

    Parameters
    ----------
    row
        Its row of ``data/annotation.toml``: of what kind it is there, and whose.
    among
        Those who may be its party.
    chances
        That its figure or word holds a claim, and one of its kind; None where neither was weighed.
    """
    kind = str(row["gold"])
    field, ref = told_party(seen, row)
    own = key_of(as_party(scene, ref)) if ref else None
    shares = judge.parties(scene.line, trigger_of(seen), kind, among)
    party = sum(
        share
        for one, share in zip(among, shares, strict=True)
        if (key_of(one.ref) if one.ref else None) == own
    )
    via = ref.via if ref else None
    is_figure = seen.amount is not None
    is_here = ref is not None and scene.line.span.overlaps(ref.span)
    return (
        f"rule:{seen.rule}",
        f"rule:{seen.rule}/{seen.status}/{seen.hold}/{seen.mood}",
        f"kind:{kind}",
        f"figure:{is_figure}",
        f"field:{field}",
        f"via:{via}",
        f"via:{kind}/{via}",
        f"here:{is_here}",
        *(f"flag:{one}" for one in sorted(seen.flags)),
        *_sizes(party, chances, "" if is_figure else "told "),
    )


def _sizes(party: float, chances: tuple[float, float] | None, by: str) -> Iterator[str]:
    """Give each tenth that a chance reaches, so that weights can rise with it step by step."""
    if chances is None:
        yield from _tenths(f"{by}alone", int(party * _TENTHS))
        return
    holds, kind = chances
    yield from _tenths(f"{by}holds", int(holds * _TENTHS))
    yield from _tenths(f"{by}of", int(kind * _TENTHS))
    yield from _tenths(f"{by}party", int(party * _TENTHS))
    yield from _tenths(f"{by}all", int(holds * kind * party * _TENTHS))


@cache
def _tenths(name: str, reached: int) -> tuple[str, ...]:
    """Give each tenth up to the last that is reached."""
    return tuple(f"{name}>{nth}" for nth in range(1, reached + 1))
