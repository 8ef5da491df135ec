"""The map of a place: tiles through our own address, so that no visitor's browser asks another site."""
