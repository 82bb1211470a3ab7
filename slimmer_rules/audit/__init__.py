"""The audit: checks, properties, coverage, mutation, comparison and the handbook of a rulebook."""
