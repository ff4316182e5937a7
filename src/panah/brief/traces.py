"""What was said before and replaced since: each claim with the rule and what replaced it."""

from collections.abc import Iterator, Sequence

from panah.brief.model import Block, Sentence
from panah.brief.voice import joined, ours, reported, said_on
from panah.domain.dossier import Dossier

__all__ = ["replaced", "replacements"]

Replaced = tuple[str, str, str]


def replaced(lines: Sequence[Dossier]) -> Block:
    """Tell what no longer stands: whose words, in which facets, and what replaced them (R13)."""
    return Block(
        name="replaced",
        heading="Said before, replaced since",
        sentences=tuple(sentence for one in lines for sentence in _told(one)),
    )


def _told(one: Dossier) -> Iterator[Sentence]:
    found: dict[str, list[tuple[str, str]]] = {}
    for (claim, rule, by), facets in _facets(one).items():
        what = f"its {joined(facets)} by" if facets else "by"
        told = f"{what} what {one.speaker(by)} said, {said_on(one, by)} ({rule})"
        found.setdefault(claim, []).append((told, by))
    for claim, causes in found.items():
        told = "; ".join(text for text, _ in causes)
        notes = dict.fromkeys(by for _, by in causes)
        yield (*reported(one, claim), ours(" "), ours(f"Replaced: {told}.", *notes))


def replacements(one: Dossier) -> Iterator[tuple[str, Sequence[str], str]]:
    """Give the same of one line in short: what was replaced by which rule, of whom, by whom."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for (claim, rule, by), facets in _facets(one).items():
        what = f"replaced ({rule}): {joined(facets)}" if facets else f"replaced ({rule})"
        grouped.setdefault((what, rule, by), []).append(claim)
    for (what, _, by), claims in grouped.items():
        yield what, claims, by


def _facets(one: Dossier) -> dict[Replaced, list[str]]:
    """Give the facets in which a claim was retired, by claim, rule and what retired it."""
    found: dict[Replaced, list[str]] = {}
    for facet, gone in one.line.traces:
        facets = found.setdefault((gone.claim, gone.rule.value, gone.by), [])
        if facet and facet not in facets:
            facets.append(facet)
    return found
