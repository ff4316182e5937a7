"""How often what a rule proposed was accepted: it sorts the review queue, and does nothing else.

Of a rule that proposed n claims on which people decided and of which k were accepted as they
stood, the rate is (k + ½)/(n + 1): the mean of the posterior under Jeffreys' prior for a share
(H. Jeffreys, Theory of Probability, 1961, section 3.10). A rule nobody has judged has ½.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from panah.domain.claim import MadeBy
from panah.ledger.decisions import State
from panah.ledger.known import Heard

__all__ = ["PRIOR", "Acceptance", "acceptance"]

PRIOR = 0.5
"""The rate of a rule nobody has judged yet."""

_DECIDED = frozenset({State.ACCEPTED, State.REJECTED, State.AMENDED})


@attrs.frozen
class Acceptance:
    """What was decided of the claims of each reader and rule.

    Parameters
    ----------
    decided, accepted
        Counts by (reader, rule).
    """

    decided: Mapping[tuple[str, str], int]
    accepted: Mapping[tuple[str, str], int]

    def rate(self, made_by: MadeBy | None) -> float:
        """Give the acceptance rate of the rule that made a claim, between 0 and 1."""
        if made_by is None:
            return PRIOR
        rule = (made_by.reader, made_by.rule)
        return (self.accepted.get(rule, 0) + PRIOR) / (self.decided.get(rule, 0) + 1)


def acceptance(claims: Iterable[Heard]) -> Acceptance:
    """Count what people decided of the claims of each rule.

    A claim that was amended was decided and not accepted as it stood. What replaced it is a
    person's and counts for no rule.
    """
    decided: Counter[tuple[str, str]] = Counter()
    accepted: Counter[tuple[str, str]] = Counter()
    for one in claims:
        made = one.claim.made_by
        if made is None or one.state not in _DECIDED or not one.by.startswith("reader:"):
            continue
        decided[made.reader, made.rule] += 1
        accepted[made.reader, made.rule] += one.state is State.ACCEPTED
    return Acceptance(decided, accepted)
