"""Management commands of inzendingen."""
