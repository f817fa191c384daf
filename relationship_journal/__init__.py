"""Relationship Journal: keep faith with the people whose blogs you read."""

__version__ = "0.1.0"
