"""Looks inside one uploaded file, in a process of its own with hard limits. PURE."""
