"""The data objects of a map: who masters, holds and carries each, and how old it gets."""
