"""Conversation: a message is routed to the library, the interview or a command, a turn a time."""
