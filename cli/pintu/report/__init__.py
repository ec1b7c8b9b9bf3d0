"""Diagnostics made readable, for people, editors and CI systems. Prints nothing, and lets nothing secret out."""
