"""Reads sentences of our own as a user's report would be read: text in, claims out."""

from tests import make

from panah.domain.actor import Actors
from panah.domain.reading import ReadingContext
from panah.reading import agencies, build, policy
from panah.reading.rules import RulesReader


def report(text, **more):
    said = {"publisher": "Nile Herald", "published": make.when("2023-05-12"), "year": None}
    return make.report(text=text, **(said | more))


def reading(text, **more):
    return RulesReader().read(report(text, **more), ReadingContext())


def claims(text, **more):
    """The claims of a text under the shipped policy, in order."""
    source = report(text, **more)
    read = RulesReader().read(source, ReadingContext())
    shipped, actors = policy.load(), Actors(agencies.load())
    return [build.claim(draft, source, policy=shipped, actors=actors) for draft in read.drafts]


def one(text, kind, **more):
    """The only claim of a kind in a text."""
    found = [claim for claim in claims(text, **more) if claim.kind == kind]
    assert len(found) == 1, [claim.quote for claim in found]
    return found[0]
