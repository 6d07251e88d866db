"""Sharing: a plan that others may read by a link, and the links of its owner."""
