"""The staged interview: questions, reading of replies, the profile they fill, and what to ask next."""
