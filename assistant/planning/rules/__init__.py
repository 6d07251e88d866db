"""The review rules, one module a subject; `planning.review` runs them."""
