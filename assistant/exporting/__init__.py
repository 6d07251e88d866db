"""Plan to files: Markdown, Word and JSON; nothing here calls a model or computes a figure."""
