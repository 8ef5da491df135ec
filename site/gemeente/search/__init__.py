"""Site search: an own small index that works the same on SQLite and PostgreSQL."""
