"""What crosses the door of `plans`: the exchange form of a plan, and the plan as pages and editions need it."""
