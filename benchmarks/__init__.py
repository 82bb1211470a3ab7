"""Measurements. Run one with `python -m benchmarks.<name>`, or all with `make bench`."""
