"""Settings: the page on which an administrator chooses the chat model."""
