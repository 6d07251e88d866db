"""Conversion: a file of any common kind becomes Markdown text that remembers its pages."""
