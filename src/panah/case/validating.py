"""A public displacement instance on disk, run and scored.

The engine is pure: here its folder is read, its clock is kept, and its optional packages are asked
for.
"""

from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from panah.errors import CaseError, FileError, InputError

if TYPE_CHECKING:
    from panah.forecast.validate import Validation

__all__ = ["validate_folder", "validation_plain", "validation_table"]

_FOLDERS = ("input_csv", "source_data")


def validate_folder(folder: str | Path, *, compat: str = "", runs: int, seed: int) -> "Validation":
    """Run the instance of a folder and score it against what was registered.

    Parameters
    ----------
    compat
        ``flee`` to behave as Flee does, defects included.
    runs
        How many members.

    Raises
    ------
    CaseError
        If the folder is not an instance.
    FileError
        If a file of it cannot be meant; says which, in which row.
    InputError
        If the packages that forecasts need are not installed.
    """
    try:
        from panah.forecast import validate  # noqa: PLC0415  (numpy and numba load on use)
        from panah.forecast.instance import read_instance  # noqa: PLC0415
        from panah.forecast.settings import Flavour  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise InputError(
            f"forecasts need {error.name}, which is not installed; install panah[forecast]"
        ) from error
    flavour = Flavour(compat) if compat else Flavour.DEFAULT
    instance = read_instance(_texts(Path(folder)), flavour=flavour)
    validate.run_instance(instance, members=1, seed=seed)
    began = process_time()
    found = validate.run_instance(instance, members=runs, seed=seed)
    return validate.scored(instance, found, seed=seed, seconds=process_time() - began)


def validation_plain(found: "Validation") -> dict[str, object]:
    """Give a validation as plain values for JSON."""
    return {
        "start": found.instance.world.start.isoformat(),
        "days": found.instance.world.days,
        "camps": list(found.instance.camps),
        "people": found.people,
        "flavour": found.instance.flavour.value,
        "runs": found.members,
        "seed": found.seed,
        "ard": {"mean": found.ard.mean, "sd": found.ard.sd},
        "ard_rescaled": {"mean": found.ard_rescaled.mean, "sd": found.ard_rescaled.sd},
        "baselines": found.baselines,
        "best_baseline": found.best_baseline,
        "skill": {name: found.skill(name) for name in found.baselines},
        "seconds_per_run": found.seconds_per_run,
        "findings": list(found.instance.findings),
    }


def validation_table(found: "Validation", name: str) -> str:
    """Give a validation as a page for the terminal."""
    world = found.instance.world
    head = (
        f"{name}   {world.days} days from {world.start} · {len(found.instance.camps)} camps · "
        f"{len(world.spots)} places · {len(world.links)} routes"
    )
    runs = f"{found.members} run{'s' if found.members > 1 else ''}, seed {found.seed}"
    given = f"{found.people:,} people, totals of every day given"
    lines = [
        head,
        f"{given} · {runs} · {found.seconds_per_run:.2g} s each",
        "",
        f"{'difference per person registered (0 best, 2 worst)':50}     ARD  rescaled",
        f"{_who(found):50}{found.ard.mean:8.3f}  {found.ard_rescaled.mean:8.3f}",
        f"{'  spread between runs':50}{_sd(found.ard.sd):>8}  {_sd(found.ard_rescaled.sd):>8}",
    ]
    for rule, value in found.baselines.items():
        lines.append(f"{_RULES[rule]:50}{value:8.3f}  {_against(found.skill(rule))}")
    lines += ["", _verdict(found)]
    if found.instance.findings:
        lines += ["", "Findings", *(f"  {finding}" for finding in found.instance.findings)]
    return "\n".join(lines) + "\n"


_RULES = {
    "equal": "no model: the same in every camp",
    "cap_share": "no model: shares of the capacities",
    "day30_share_after_day30": "no model: the shares of day 30, from day 30 on",
}


def _who(found: "Validation") -> str:
    return "panah, as Flee" if found.instance.flavour == "flee" else "panah"


def _sd(value: float | None) -> str:
    return "" if value is None else f"± {value:.3f}"


def _against(skill: float | None) -> str:
    if skill is None:
        return ""
    return f"panah {abs(skill):.0%} {'better' if skill >= 0 else 'worse'}"


def _verdict(found: "Validation") -> str:
    skill = found.skill(found.best_baseline)
    how = "better than" if skill is not None and skill > 0 else "not better than"
    return (
        f"panah is {how} the best rule without a model. The true totals are given and capacities\n"
        "are often final sizes: this says whether panah moves people as Flee does, not whether a\n"
        "forecast is good."
    )


def _texts(folder: Path) -> dict[str, str]:
    missing = [name for name in _FOLDERS if not (folder / name).is_dir()]
    if missing:
        raise CaseError(
            f"{folder} has no {' and no '.join(missing)}; an instance has {' and '.join(_FOLDERS)}"
        )
    files = [path for name in _FOLDERS for path in sorted((folder / name).glob("*.csv"))]
    files += [path for path in sorted(folder.iterdir()) if path.suffix in {".yml", ".toml"}]
    texts = {}
    for path in files:
        try:
            texts[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise FileError(f"{path} is not text in UTF-8; save it as such") from error
    return texts
