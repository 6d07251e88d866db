"""Knowledge: files become documents, passages and an index; a question becomes ranked passages."""
