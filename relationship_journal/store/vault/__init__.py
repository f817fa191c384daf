"""Keys and formats of what is sealed: who can open it, and how it stays whole."""
