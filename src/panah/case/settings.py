"""What ``case.toml`` may say. A key that is not here is an error, never ignored."""

import json
import tomllib
from collections.abc import Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import attrs

from panah.case.meant import a_who
from panah.case.roles import Role, Roles
from panah.domain.quantity import FAMILIES, Factor, Unit
from panah.errors import CaseError, QuantityError
from panah.plugins import ENCODER
from panah.reading.llm.settings import Settings as ModelSettings
from panah.reading.llm.settings import read as read_model
from panah.store.files import put

__all__ = ["ForecastSettings", "Settings", "read_settings", "write_settings"]

FILE = "case.toml"


@attrs.frozen(kw_only=True)
class ForecastSettings:
    """How the case is forecast.

    Parameters
    ----------
    home
        ISO 3166-1 alpha-3 of the country people flee; empty for that of the first place of the
        case's map.
    condition
        Whether futures are weighed by the counts known on the day of the forecast.
    """

    home: str = ""
    condition: bool = False


@attrs.frozen(kw_only=True)
class Settings:
    """The settings of one case.

    Parameters
    ----------
    name
        What people call the crisis.
    languages
        Languages of its briefs, BCP 47; the first is the default.
    time_zone
        Whose days are meant where a day, or a moment without a zone, is given for a moment: a
        name of the IANA time zone database.
    four_eyes
        Whether a claim must be accepted by somebody other than who proposed it.
    roles
        What each person may do, by name as entries have it; empty where anybody may do all.
    persons
        How many persons a household, family or case is; those nobody states stay what they are.
    amounts
        Changes to the reading policy, in the layout of ``reading/data/amounts.toml``.
    reader
        The text reader that reads its reports where nobody asks for another.
    forecast
        How it is forecast.
    llm
        The language model that reads second; None for none.
    """

    name: str
    languages: tuple[str, ...] = ("en",)
    time_zone: str = "UTC"
    four_eyes: bool = False
    roles: Roles = attrs.field(factory=dict)
    persons: Mapping[Unit, Factor] = attrs.field(factory=dict)
    amounts: Mapping[str, object] = attrs.field(factory=dict)
    reader: str = ENCODER
    forecast: ForecastSettings = ForecastSettings()
    llm: ModelSettings | None = None

    @property
    def zone(self) -> tzinfo:
        """The time zone itself."""
        return UTC if self.time_zone == "UTC" else ZoneInfo(self.time_zone)


def read_settings(folder: Path) -> Settings:
    """Read the settings of the case in a folder.

    Raises
    ------
    CaseError
        If there is no ``case.toml``, it is not TOML, or it says something panah does not know.
    """
    file = folder / FILE
    if not file.is_file():
        raise CaseError(f"no case in {folder}: there is no {FILE}; `panah new` makes one")
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{file} is not TOML: {error}") from error
    known = {field.name for field in attrs.fields(Settings)}
    if unknown := written.keys() - known:
        wrong, right = ", ".join(sorted(unknown)), ", ".join(sorted(known))
        raise CaseError(f"{file} sets {wrong}, which panah does not know; it knows {right}")
    return _checked(written, file)


def _checked(written: dict[str, object], file: Path) -> Settings:
    name = written.get("name")
    languages = written.get("languages", ["en"])
    time_zone = written.get("time_zone", "UTC")
    four_eyes = written.get("four_eyes", False)
    amounts = written.get("amounts", {})
    reader = written.get("reader", ENCODER)
    if not isinstance(name, str) or not name.strip():
        raise CaseError(f'{file} gives the case no name; write name = "…"')
    if (
        not isinstance(languages, list)
        or not languages
        or not all(isinstance(language, str) and language for language in languages)
    ):
        raise CaseError(f'{file}: languages must be a list such as ["en", "fa-AF"]')
    if not isinstance(time_zone, str) or not _is_zone(time_zone):
        raise CaseError(f'{file}: time_zone must be a zone such as "Asia/Kabul", not {time_zone!r}')
    if not isinstance(four_eyes, bool):
        raise CaseError(f"{file}: four_eyes must be true or false, not {four_eyes!r}")
    if not isinstance(reader, str):
        raise CaseError(f'{file}: reader must be a text reader such as "rules", not {reader!r}')
    if not isinstance(amounts, dict):
        raise CaseError(f"{file}: amounts must be a table, [amounts]")
    return Settings(
        name=name,
        languages=tuple(languages),
        time_zone=time_zone,
        four_eyes=four_eyes,
        roles=_roles(written.get("roles", {}), file),
        persons=_persons(written.get("persons", {}), file),
        amounts=amounts,
        reader=reader,
        forecast=_forecast(written.get("forecast", {}), file),
        llm=_model(written.get("llm"), file),
    )


def _is_zone(name: str) -> bool:
    return name == "UTC" or name in available_timezones()


def _roles(table: object, file: Path) -> dict[str, frozenset[Role]]:
    right = ", ".join(Role)
    if not isinstance(table, dict):
        raise CaseError(f'{file}: roles must be a table such as [roles] mina = ["reviewer"]')
    for name, some in table.items():
        if not isinstance(some, list) or not all(one in list(Role) for one in some):
            raise CaseError(f"{file}: {name} in [roles] must have a list of roles: {right}")
    return {a_who(name): frozenset(map(Role, some)) for name, some in table.items()}


def _persons(table: object, file: Path) -> dict[Unit, Factor]:
    if not isinstance(table, dict):
        raise CaseError(f"{file}: persons must be a table, such as [persons.family]")
    found: dict[Unit, Factor] = {}
    for name, said in table.items():
        if name not in FAMILIES or not isinstance(said, dict):
            raise CaseError(
                f"{file} sets {name} in [persons]; write [persons.NAME] for one of "
                f"{', '.join(FAMILIES)}"
            )
        if said.keys() != {"low", "high", "source"}:
            raise CaseError(
                f"{file}: [persons.{name}] has {', '.join(said) or 'nothing'}; it takes low, high "
                f"and source"
            )
        try:
            found[Unit(name)] = Factor(unit=Unit(name), **said)
        except QuantityError as error:
            raise CaseError(f"{file}: {error}") from error
    return found


def _forecast(table: object, file: Path) -> ForecastSettings:
    if not isinstance(table, dict):
        raise CaseError(f"{file}: forecast must be a table, [forecast]")
    known = {field.name for field in attrs.fields(ForecastSettings)}
    if unknown := table.keys() - known:
        wrong, right = ", ".join(sorted(unknown)), ", ".join(sorted(known))
        raise CaseError(
            f"{file} sets {wrong} in [forecast], which panah does not know; it knows {right}"
        )
    home, condition = table.get("home", ""), table.get("condition", False)
    if not isinstance(home, str) or (home and len(home) != 3):
        raise CaseError(f'{file}: home must be a country such as "AFG", not {home!r}')
    if not isinstance(condition, bool):
        raise CaseError(f"{file}: condition must be true or false, not {condition!r}")
    return ForecastSettings(home=home, condition=condition)


def _model(table: object, file: Path) -> ModelSettings | None:
    if table is None:
        return None
    if not isinstance(table, dict):
        raise CaseError(f"{file}: llm must be a table, [llm]")
    try:
        return read_model(table)
    except CaseError as error:
        raise CaseError(f"{file}: {error}") from error


def write_settings(folder: Path, settings: Settings) -> None:
    """Write ``case.toml`` of a new case."""
    languages = ", ".join(_quoted(language) for language in settings.languages)
    text = f"name = {_quoted(settings.name)}\nlanguages = [{languages}]\n"
    put(folder / FILE, text.encode())


def _quoted(text: str) -> str:
    """Write a text for TOML, whose strings are those of JSON but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
