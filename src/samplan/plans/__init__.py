"""Holds the plan itself, from frameworks down to single activities, with its history and its exchange form."""
