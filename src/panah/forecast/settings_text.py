"""The text of a settings file, ``.yml`` or ``.toml``, as sections of keys.

Numbers of a ``.yml`` file mean what a reader takes them for, as in YAML 1.2: 1e-3 is a thousandth,
and 0200 or 1:30, which YAML 1.1 takes for 128 and 90, are no numbers.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from panah.errors import FileError
from panah.forecast.settings import SECTIONS

__all__ = ["parse", "repeated"]

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)$")
_REAL = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
"""Numbers of YAML's core schema 1.2 (yaml.org/spec/1.2.2, 10.3.2), without leading zeros."""


def parse(file: str, text: str) -> Mapping[str, Any]:
    """Read the text of a settings file into sections.

    Raises
    ------
    FileError
        If it is neither form, or has no sections.
    """
    yaml = import_module("yaml")
    try:
        if file.endswith(".toml"):
            found: object = tomllib.loads(text)
        else:
            found = yaml.load(text, Loader=_loader())
    except (ValueError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise FileError(f"{file} cannot be read as settings: {reason}") from error
    except RecursionError:
        raise FileError(f"{file} cannot be read as settings: it is nested too deep") from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise FileError(f"{file} must have sections of keys such as {', '.join(SECTIONS)}")
    return found


@cache
def _loader() -> Any:  # noqa: ANN401  (yaml loads when a file is read)
    yaml = import_module("yaml")

    class Loader(yaml.SafeLoader):  # type: ignore[misc, name-defined]
        yaml_implicit_resolvers = {  # noqa: RUF012  (yaml's own)
            first: [(tag, form) for tag, form in known if tag not in (_INT, _FLOAT)]
            for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    Loader.add_implicit_resolver(_INT, _WHOLE, list("-+0123456789"))
    Loader.add_implicit_resolver(_FLOAT, _REAL, list("-+0123456789."))
    return Loader


_INT, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"


def repeated(file: str, text: str) -> list[str]:
    """Name the keys that a ``.yml`` file sets twice; the last counts, as in Flee."""
    yaml = import_module("yaml")
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return []
    sections = [node for _, node in root.value if isinstance(node, yaml.MappingNode)]
    found = []
    for section in (root, *sections):
        keys = [key.value for key, _ in section.value]
        found += [
            f"{file} row {key.start_mark.line + 1} sets {key.value} again; the last counts"
            for number, (key, _) in enumerate(section.value)
            if key.value in keys[:number]
        ]
    return found
