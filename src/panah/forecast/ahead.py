"""Compile the engine before it is first needed: ``python -m panah.forecast.ahead``.

What is compiled is kept beside the engine's files, or in the user's cache directory where these
cannot be written, and serves every world. `scripts/install` calls this.
"""

from datetime import date

from panah.domain.forecast import Link, Site, Spot, World
from panah.forecast.ensemble import Plan, forecast
from panah.forecast.settings import Flavour, Settings

__all__ = ["compile_ahead"]


def compile_ahead() -> None:
    """Run a world of two places once, for what that leaves on disk."""
    spots = (
        Spot(name="Varn", country="Ostria", site=Site.CONFLICT, population=10, intensity=1.0),
        Spot(name="Tann", country="Lydd", site=Site.CAMP),
    )
    world = World(
        start=date(2031, 3, 1),
        days=2,
        home="Ostria",
        spots=spots,
        links=(Link(ends=("Varn", "Tann"), km=100),),
    )
    plan = Plan(
        world=world,
        settings=Settings(),
        flavour=Flavour("default"),
        outflow=(1,) * world.days,
        people=(0,) * len(spots),
    )
    forecast(plan, members=1, seed=1)


if __name__ == "__main__":
    compile_ahead()
