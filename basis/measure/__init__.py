"""Counters per day: what visitors open and seek."""
