"""Templates: their environment and their syntax trees. The only place that imports Jinja2."""
