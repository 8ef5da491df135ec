"""The catalogue in the admin: lists, choosers and panels."""
