"""Contradictions: statements of the owner that cannot all hold, and the ways out of each."""
