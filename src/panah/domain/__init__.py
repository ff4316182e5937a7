"""The words of the field: amounts, times, places, actors, claims, entries, lines.

Nothing here reads a file, asks a clock or draws a number. Every other part of panah speaks these
words and only these to its neighbours.
"""
