"""Is this good enough to publish? Knows pages and HTML, not products or forms."""
