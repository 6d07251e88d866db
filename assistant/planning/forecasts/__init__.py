"""Forecasts: calculations that need the proposals: scenarios, cash, sale days, ways to compare."""
