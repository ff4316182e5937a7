"""What an instance shows, as a page for the terminal and as plain values."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from panah.case.validating import Validated

if TYPE_CHECKING:
    from panah.forecast.hindcast import Hindcast
    from panah.forecast.skill import Summary
    from panah.forecast.validate import Validation

__all__ = ["validation_plain", "validation_table"]

_WIDE = 50
_MONTH = 30
_OURS = "panah"
_GIVEN = {
    "equal": "no model: the same in every camp",
    "cap_share": "no model: shares of the capacities",
    "day30_share_after_day30": "no model: the shares of day 30, from day 30 on",
}
_RULES = {
    "none": "none: nothing changes",
    "rate30": "rate30: on as in the last 30 days",
    "damped30": "damped30: the same, fading",
    "max-share": "max-share: by the largest size so far",
    "stock-share": "stock-share: shares as they are",
    "equal": "equal: as many to every camp",
    "past": "past: any change the camp ever had",
}


def validation_plain(found: Validated) -> dict[str, object]:
    """Give a validation as plain values for JSON."""
    given = found.given
    return {
        "start": given.instance.world.start.isoformat(),
        "days": given.instance.world.days,
        "camps": list(given.instance.camps),
        "people": given.people,
        "flavour": given.instance.flavour.value,
        "runs": given.members,
        "seed": given.seed,
        "ard": {"mean": given.ard.mean, "sd": given.ard.sd},
        "ard_rescaled": {"mean": given.ard_rescaled.mean, "sd": given.ard_rescaled.sd},
        "baselines": given.baselines,
        "best_baseline": given.best_baseline,
        "ard_skill": {name: given.skill(name) for name in given.baselines},
        "seconds_per_run": given.seconds_per_run,
        "like_flee": {
            name: {
                "runs": like.runs,
                "rms_z": like.rms_z,
                "l1": like.l1,
                "spread": like.spread,
                "ard": like.ard,
                "ard_rescaled": like.ard_rescaled,
                "alike": like.alike,
            }
            for name, (_, like) in found.others.items()
        },
        **_plain_ahead(found.ahead),
        "leak_free_refused": found.why_not or None,
        "findings": list(given.instance.findings),
    }


def _plain_ahead(ahead: "Hindcast | None") -> dict[str, object]:
    places = ahead.places if ahead else {}
    sums = ahead.sums if ahead else {}
    return {
        "crps": _by_horizon(places, lambda one: dict(one.crps)),
        "crps_fair": _by_horizon(places, lambda one: dict(one.fair)),
        "error_of_the_middle": _by_horizon(places, lambda one: dict(one.error)),
        "coverage": _by_horizon(places, _coverage),
        "skill": _by_horizon(places, _skill),
        "best": _by_horizon(places, lambda one: one.best),
        "brier": _by_horizon(places, lambda one: dict(one.brier)),
        "reliability": [
            {
                "likelihood": one.likelihood,
                "said": one.said,
                "came": one.came,
                "times": one.times,
            }
            for one in (ahead.reliability if ahead else ())
        ],
        "calibrated": [
            {"origin": one.day, "rules": one.rules, "gain": one.gain}
            for one in (ahead.chosen if ahead else ())
        ],
        "stock": {
            "crps": _by_horizon(places, lambda one: dict(one.stock_crps)),
            "coverage": _by_horizon(places, _stock_coverage),
        },
        "sum": {
            "crps": _by_horizon(sums, lambda one: dict(one.crps)),
            "stock_crps": _by_horizon(sums, lambda one: dict(one.stock_crps)),
            "coverage": _by_horizon(sums, _coverage),
            "skill": _by_horizon(sums, _skill),
            "best": _by_horizon(sums, lambda one: one.best),
        },
        "left_out": {str(days): count for days, count in ahead.left_out.items()} if ahead else {},
        "taught": [
            {
                "origin": one.day,
                "horizon": one.ahead,
                "windows": one.pool.windows,
                "spread": one.pool.spread,
                "weights": dict(one.pool.weight),
            }
            for one in (ahead.taught if ahead else ())
        ],
        "windows": [
            {
                "forecast": mark.by,
                "place": mark.place or None,
                "origin": mark.day,
                "horizon": mark.ahead,
                "known": mark.known,
                "change": mark.change,
                "stock": mark.stock,
                "crps": mark.crps,
                "crps_fair": mark.fair,
                "error_of_the_middle": mark.error,
                "stock_crps": mark.stock_crps,
                "quantiles": list(mark.band),
                "chances": list(mark.chances),
                "stock_quantiles": list(mark.stock_band),
            }
            for mark in (ahead.marks if ahead else ())
        ],
    }


def _by_horizon(
    of: Mapping[int, "Summary"], what: Callable[["Summary"], object]
) -> dict[str, object]:
    return {str(days): what(one) for days, one in of.items()}


def _coverage(one: "Summary") -> dict[str, object]:
    return {"50": one.half[_OURS], "80": one.most[_OURS], "windows": one.windows}


def _stock_coverage(one: "Summary") -> dict[str, object]:
    return {"50": one.stock_half[_OURS], "80": one.stock_most[_OURS], "windows": one.windows}


def _skill(one: "Summary") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in one.skill.items():
        low, high = one.reach[name] or (None, None)
        found[name] = {"skill": value, "low": low, "high": high}
    return found


def validation_table(found: Validated) -> str:
    """Give a validation as a page for the terminal."""
    given = found.given
    world = given.instance.world
    count = len(given.instance.findings)
    noted = f" · {_many(count, 'finding')}, below" if count else ""
    lines = [
        (
            f"{found.name}   {_many(world.days, 'day')} from {world.start} · "
            f"{_many(len(given.instance.camps), 'camp')} · {_many(len(world.spots), 'place')} · "
            f"{_many(len(world.links), 'route')}{noted}"
        ),
        *_headline(found),
        "",
        *_given(found),
        "",
        *_ahead(found),
    ]
    if count:
        lines += ["", "Findings", *(f"  {finding}" for finding in given.instance.findings)]
    return "\n".join(lines) + "\n"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _headline(found: Validated) -> list[str]:
    """Say at once whether the forecast was worth more than no model at all."""
    one = _decisive(found.ahead)
    if one is None:
        return ["Nothing can be said about forecasts of it: see B."]
    skill, reach = one.skill[one.best], one.reach[one.best]
    if skill is None or reach is None:
        return [f"Nothing changes in it: {one.best} is never off."]
    sure = "" if reach[0] > 0 or reach[1] < 0 else ", which may be luck"
    how = "BETTER" if skill > 0 else "WORSE"
    return [
        (
            f"{one.ahead} days ahead, the forecast of new arrivals was {abs(skill):.0%} {how} than "
            f"the best rule without a model ({one.best}){sure}."
        ),
        f"Its bands of 80 % held {one.most[_OURS]:.0%} of {one.windows} windows.",
    ]


def _decisive(ahead: "Hindcast | None") -> "Summary | None":
    if ahead is None or not ahead.places:
        return None
    within = [days for days in ahead.places if days <= _MONTH]
    return ahead.places[max(within or ahead.places)]


def _given(found: Validated) -> list[str]:
    given = found.given
    runs = f"{given.members} run{'s' if given.members > 1 else ''}, seed {given.seed}"
    each = given.seconds_per_run
    taken = "" if each is None else f" · {each:.2g} s each"
    lines = [
        "A  totals of every day given, capacities as in the file: Flee's own task, with leaks",
        f"   {given.people:,} people · {runs}{taken}",
        f"   {'difference per person registered (0 best, 2 worst)':{_WIDE}}     ARD  rescaled",
        f"   {_who(given):{_WIDE}}{given.ard.mean:8.3f}  {given.ard_rescaled.mean:8.3f}",
        (
            f"   {'  spread between runs':{_WIDE}}{_sd(given.ard.sd):>8}  "
            f"{_sd(given.ard_rescaled.sd):>8}"
        ),
    ]
    for name, (other, _) in found.others.items():
        who = f"Flee 3, {name}, {other.seeds} stored runs"
        lines.append(f"   {who:{_WIDE}}{other.ard[0]:8.3f}  {other.ard_rescaled[0]:8.3f}")
    for rule, value in given.baselines.items():
        lines.append(f"   {_GIVEN[rule]:{_WIDE}}{value:8.3f}  {_against(given.skill(rule))}")
    skill = given.skill(given.best_baseline)
    how = "better than" if skill is not None and skill > 0 else "not better than"
    lines += [
        f"   panah is {how} the best rule without a model here. That says whether panah moves",
        "   people as Flee does, not whether a forecast is good.",
    ]
    return lines + _likeness(found)


def _likeness(found: Validated) -> list[str]:
    if not found.others:
        return []
    lines = ["   against stored runs of Flee       rms z     L1  spread    ARD  rescaled"]
    for name, (_, like) in found.others.items():
        lines.append(
            f"   {f'{name}, {like.runs} runs':30} {like.rms_z:8.2f} {like.l1:6.2f} "
            f"{like.spread:7.2f} {like.ard:6.2f} {like.ard_rescaled:9.2f}"
            f"   {'the same law' if like.alike else 'NOT THE SAME LAW'}"
        )
    return [*lines, "   (bounds: 1.5, 2, 0.7 to 1.4, 3 and 3 standard errors)"]


def _ahead(found: Validated) -> list[str]:
    title = "B  leak-free: forecast every 30 days from what was known then, totals forecast too"
    if found.ahead is None:
        return [title, f"   not run: {found.why_not}"]
    if not found.ahead.places:
        return [title, "   the period is too short: the first origin is day 30"]
    places, sums = found.ahead.places, found.ahead.sums
    return [
        title,
        _row("days ahead", (f"{days}" for days in places)),
        _row("windows", (f"{one.windows}" for one in places.values())),
        _row("  left out", _left_out(found.ahead)),
        _row("  origins", (f"{one.origins}" for one in places.values())),
        "   new arrivals per camp, CRPS in people (0 best)",
        *_scores(places),
        *_skills(places),
        *_bands(places),
        *_chances(found.ahead),
        *_calibrated(found.ahead),
        "   people in camps",
        _row("  panah", (f"{one.stock_crps[_OURS]:,.0f}" for one in places.values())),
        _row("  best rule without a model", (_least(one.stock_crps) for one in places.values())),
        _row("  band of 80 % holds", (_share(one.stock_most[_OURS]) for one in places.values())),
        "   new arrivals in all camps together",
        *_scores(sums),
        *_skills(sums),
        *_bands(sums),
        "   Skill is 1 - score / score of the rule; in brackets its middle 90 % when origins are",
        "   drawn again. Windows are left out where people were counted anew.",
    ]


def _left_out(ahead: "Hindcast") -> Iterable[str]:
    return (f"{ahead.left_out[days]}" for days in ahead.places)


def _scores(of: Mapping[int, "Summary"]) -> list[str]:
    names = [_OURS, *_RULES]
    return [
        _row(
            f"  {_RULES.get(name, name)}",
            (f"{one.crps[name]:,.0f}{'*' if name == one.best else ''}" for one in of.values()),
        )
        for name in names
    ]


def _skills(of: Mapping[int, "Summary"]) -> list[str]:
    lines = []
    for who, name in (("none", "none"), ("the best rule (*)", "")):
        rules = [name or one.best for one in of.values()]
        pairs = list(zip(of.values(), rules, strict=True))
        lines += [
            _row(f"  skill against {who}", (_signed(one.skill[rule]) for one, rule in pairs)),
            _row("", (_reach(one.reach[rule]) for one, rule in pairs)),
        ]
    return lines


def _bands(of: Mapping[int, "Summary"]) -> list[str]:
    return [
        _row("  band of 50 % holds", (_share(one.half[_OURS]) for one in of.values())),
        _row("  band of 80 % holds", (_share(one.most[_OURS]) for one in of.values())),
    ]


def _chances(ahead: "Hindcast") -> list[str]:
    """Give how good chances of classes of impact were: the Brier score, and what came of them."""
    rules = [name for name in _RULES if all(name in one.brier for one in ahead.places.values())]

    def best(one: "Summary") -> str:
        return f"{min(one.brier[name] for name in rules):.3f}"

    return [
        "   chances that 10 or more, 100 or more, over 500, over 1,000 people a day come to",
        "   a camp, Brier score (0 best, 1 worst)",
        _row("  panah", (f"{one.brier[_OURS]:.3f}" for one in ahead.places.values())),
        _row("  best rule without a model", (best(one) for one in ahead.places.values())),
        "     what became of panah's chances, of all days ahead together:",
        *(
            f"     said {one.likelihood * 20 - 20:>2} to {one.likelihood * 20:>3} %, on average "
            f"{one.said:>4.0%}: it came in {one.came:>4.0%} of {one.times:,} cases"
            for one in ahead.reliability
        ),
    ]


def _calibrated(ahead: "Hindcast") -> list[str]:
    """Say which rules of movement were taken where, if they were calibrated."""
    if not ahead.chosen:
        return []
    taken = [one for one in ahead.chosen if one.rules is not None]
    said = f"taken at {len(taken)} of {len(ahead.chosen)} origins"
    lines = [f"   rules of movement calibrated on earlier origins: {said}"]
    for one in taken:
        rules = ", ".join(f"{name} {value:.3g}" for name, value in (one.rules or {}).items())
        lines.append(f"     day {one.day}: {rules} (saved {one.gain:.0%} of the error before)")
    return lines


def _row(label: str, cells: Iterable[str]) -> str:
    return f"   {label:40}" + "".join(f"{cell:>14}" for cell in cells)


def _least(scores: Mapping[str, float]) -> str:
    return f"{min(scores[name] for name in _RULES):,.0f}"


def _signed(skill: float | None) -> str:
    return "" if skill is None else f"{skill:+.2f}"


def _reach(reach: tuple[float, float] | None) -> str:
    return "" if reach is None else f"[{reach[0]:+.2f} {reach[1]:+.2f}]"


def _share(value: float) -> str:
    return f"{value:.0%}"


def _who(given: "Validation") -> str:
    return "panah, as Flee" if given.instance.flavour == "flee" else "panah"


def _sd(value: float | None) -> str:
    return "" if value is None else f"± {value:.3f}"


def _against(skill: float | None) -> str:
    if skill is None:
        return ""
    return f"panah {abs(skill):.0%} {'better' if skill >= 0 else 'worse'}"
