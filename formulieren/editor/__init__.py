"""What editors and loaders use to make forms."""
