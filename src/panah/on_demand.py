"""The names of a package that load when they are first used."""

from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["on_demand"]


def on_demand(package: str, homes: Mapping[str, str], there: dict[str, object]) -> "_Get":
    """Give what Python asks for a name that the package has not met: its ``__getattr__``.

    Parameters
    ----------
    homes
        Where each name is defined: ``module``, or ``module:name`` where it has another there.
    there
        The package's own names: a name that was loaded is kept among them.
    """

    def get(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"{package} has no {name}; it has {', '.join(sorted(homes))}")
        module, _, called = homes[name].partition(":")
        there[name] = found = getattr(import_module(module, package), called or name)
        return found

    return get


_Get = Callable[[str], object]
