"""Detectors and scores held against human labels."""
