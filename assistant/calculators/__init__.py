"""Calculators K1..K19: pure functions from typed inputs to a Result that shows its formula."""
