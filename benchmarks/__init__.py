"""Benchmarks: `make bench` prints ratios, ours against something else in the same run on the same machine.

Nothing here is a test: what a ratio is worth depends on the machine being quiet.
"""
