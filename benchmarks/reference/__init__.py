"""The yardsticks of simulation: programs by hand that play the reference scenario, `benchmarks/reference.yaml`.

Frozen. They were written before anybody tuned the engine that they measure, each as fast as its kind reasonably goes,
and are not made slower or faster since. All but `cheap` draw the engine's addressed chance and so come to the same
ending in the same turn as the engine, seed by seed; explanations are left out everywhere, because without a spiral
they change nothing. Players are uniform: one draw for each decision, among its legal options and doing nothing.

- `by_hand.c`, built and called by `compiled`: C
- `columns`: numpy, thousands of playthroughs at once
- `plain`: Python, one function
- `cheap`: the same with a small generator in place of the addressed chance
- `machine`: `transitions`, one trigger a turn
"""
