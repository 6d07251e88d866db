"""Charts: figures as coordinates; widths in per cent, so that text keeps its size on a phone."""
