"""The knowledge page: what is in the library, what goes in and out of it, and how it reads."""
