"""Answering: a question and its passages become a cited answer, by extraction or by a model."""
