"""A chat assistant for marketing-plan consulting: cited answers, a staged interview, a plan that computes."""

__version__ = "0.1.0"
