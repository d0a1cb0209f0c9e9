"""Subsets fonts for the web."""
