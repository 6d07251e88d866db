"""Providers: find the chat model that settings, page or environment name, and connect it."""
