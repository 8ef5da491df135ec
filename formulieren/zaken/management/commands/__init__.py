"""Management commands of zaken."""
