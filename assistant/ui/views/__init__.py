"""Views: a plan over the whole page, for reading and printing, and as a calendar."""
