"""Proposals: what the plan suggests where the owner has said nothing, always as an assumption."""
