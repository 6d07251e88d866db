"""A chat assistant for marketing plans: cited answers, a staged interview, a computed plan."""

__version__ = "0.1.0"
