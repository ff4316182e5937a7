"""How the documents are built: ``sphinx-build -n -W docs docs/_build/html``."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "panah"
author = "the panah contributors"
release = version = installed("panah")
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "panah_reference",
]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "panah"
html_show_copyright = False
html_copy_source = False

myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_default_options = {"members": True, "show-inheritance": False}
napoleon_google_docstring = False
napoleon_use_rtype = False
smartquotes_action = "qe"  # two dashes begin an option and stay two
nitpick_ignore_regex = [
    ("py:class", "Behind"),  # loads with the plan only, so its name is not resolved
    (
        "py:.*",
        r"(np|npt|numpy|xr|sp|attrs|linopy|highspy|concurrent|pl|polars|pluggy|datetime|date|collections|pathlib|typing|enum|StrEnum|Executor).*",
    ),
    ("py:class", r"Behind"),  # what a plan hands to the families: no part of the public names
]
