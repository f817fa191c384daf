"""Lazy item models over ids and plain rows."""
