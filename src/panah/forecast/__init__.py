"""Forecasts of where people go: counts of people moved day by day through a map of places."""
