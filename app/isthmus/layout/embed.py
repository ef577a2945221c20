"""Positions in the plane whose distances follow the flows: PivotMDS (Brandes and Pich, 2006)."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_PIVOTS = 60


def embed(count: int, sources: Ints, targets: Ints) -> Floats:
    """Coordinates (count, 2) of the nodes of a connected graph, flows pointing right and down."""
    if count < 3:
        return np.column_stack([np.arange(count, dtype=float), np.zeros(count)])
    hops = _pivot_hops(count, sources, targets, min(count, _PIVOTS))
    squared = hops**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    points = centred @ vectors[:, [-1, -2]]
    return _pointing(_unfolded(points), sources, targets)


def _pivot_hops(count: int, sources: Ints, targets: Ints, pivots: int) -> Floats:
    """Hops from every node to pivots, each the farthest from those before it."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - slow to import; only layouts need it
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

    ones = np.ones(len(sources))
    graph = coo_array((ones, (sources, targets)), shape=(count, count)).tocsr()
    nearest = np.full(count, np.inf)
    columns, pivot = [], int(np.argmax(np.bincount(graph.indices, minlength=count)))
    for _ in range(pivots):
        hops = dijkstra(graph, directed=False, unweighted=True, indices=pivot)
        hops = np.where(np.isfinite(hops), hops, count**0.5)
        columns.append(hops)
        nearest = np.minimum(nearest, hops)
        pivot = int(np.argmax(nearest))
        if nearest[pivot] == 0:
            break
    return np.column_stack(columns)


def _unfolded(points: Floats) -> Floats:
    """The points in a unit square, spread by rank as much as by distance; none on another."""
    ranks = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable")
    spans = np.maximum(np.ptp(points, axis=0), 1e-9)
    linear = (points - points.min(axis=0)) / spans
    spread: Floats = 0.5 * linear + 0.5 * ranks / max(1, len(points) - 1)
    return spread


def _pointing(points: Floats, sources: Ints, targets: Ints) -> Floats:
    """Mirrored, and its axes changed over, so that most flows point right and the rest down."""
    moves = (points[targets] - points[sources]).sum(axis=0)
    points = np.where(moves < 0, 1 - points, points)
    if abs(moves[1]) > abs(moves[0]):
        points = points[:, ::-1]
    return np.ascontiguousarray(points)
