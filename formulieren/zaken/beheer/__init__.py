"""The employees' side of zaken in the Wagtail admin."""
