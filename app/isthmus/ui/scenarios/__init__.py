"""Scenarios kept, applied and compared; the map compared with another one."""
