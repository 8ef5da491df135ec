"""Loket with a ZGW backend: what must be sent (`plan`), how (`steps`, `documenten`), and what comes back (`copy`)."""
