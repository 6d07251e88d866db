"""One module a section: each is a pure function from a DraftContext to a Section."""
