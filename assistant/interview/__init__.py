"""The staged interview: questions, reading of replies, the profile they fill, what to ask."""
