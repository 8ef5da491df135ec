"""The site's own page types, its settings and what every page shows around its content."""
