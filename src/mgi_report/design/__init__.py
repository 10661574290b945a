"""Templates: their environment and their syntax trees."""
