"""Noun phrases: adjectives, articles, number, peoples."""
