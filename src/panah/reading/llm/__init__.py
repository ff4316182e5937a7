"""The language model as second reader: off until a case configures one.

The model points at words of the report and picks labels from closed lists. It is never asked for a
number, and nothing it says is taken on trust: `panah.reading.ground` reads every value again from
the words it pointed at, or refuses the draft.
"""
