"""The use cases of the catalogue, one module each."""
