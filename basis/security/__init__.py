"""Headers, limits and error pages."""
