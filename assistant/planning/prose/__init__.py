"""Prose: texts that a chat model phrases, every figure put in by code."""
