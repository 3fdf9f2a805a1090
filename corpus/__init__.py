"""From a file to a Report: readers, structure, tables, numbers, facts, vocabulary and the library.

This is the lowest room: it imports nothing from `index`, `assistant` or `app`.
"""
