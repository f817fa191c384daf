"""Feeds and pages of people: from bytes to plain facts, whatever the bytes are."""
