"""Questions that can be asked of the figures: one module for each; disclosure control before anything leaves."""
