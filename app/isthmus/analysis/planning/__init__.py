"""The cheapest set of flows that closes chosen findings: candidates, the solver, the waves."""
