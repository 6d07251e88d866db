"""Tools: a page for staff on which every calculator can be tried, with sliders."""
