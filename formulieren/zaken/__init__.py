"""Zaken: what follows from an inzending, in a local store shaped like the ZGW standard."""
