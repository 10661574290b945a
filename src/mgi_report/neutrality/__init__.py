"""Neutrality."""
