"""Toptaken: what most people come for, chosen from what is measured."""
