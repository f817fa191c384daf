"""Asking other computers for feeds and pages: bounded, polite, and never at home."""
