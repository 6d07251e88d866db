"""Traditional: the Chinese pages once more below /tw, in traditional characters."""
