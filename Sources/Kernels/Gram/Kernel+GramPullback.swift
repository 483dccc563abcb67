import LinearAlgebra

extension Kernel {
    /// The gradient Σ_ij A_ij ∂K_ij/∂θ of a function of the symmetric Gram matrix K of `x`, with respect to every
    /// parameter in visiting order.
    ///
    /// - Parameter adjoint: called for tiles of the lower triangle (rows at or below columns), from several threads;
    ///   writes A for those rows and columns into the tile. A must be symmetric; no n-by-n adjoint need exist.
    /// - Complexity: O(n² d) time, O(tile) memory beyond what `adjoint` uses. The order of summation does not depend on
    ///   the number of threads.
    public func gramPullback(
        _ x: Matrix, adjoint: @Sendable (_ tile: Tile, _ rows: Range<Int>, _ columns: Range<Int>) -> Void
    ) -> [Double] {
        requireFitting(x)
        let grid = TileGrid(lowerTriangleOfOrder: x.rowCount)
        let width = parameterCount
        var partial = [Double](repeating: 0, count: width * Swift.max(grid.cells.count, 1))
        x.withPoints { points in
            partial.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                nonisolated(unsafe) let slots = base
                Parallelism.forEach(grid.cells.count) { index in
                    let cell = grid.cells[index]
                    Tile.withScratch(rowCount: cell.rows.count, columnCount: cell.columns.count) { tile in
                        adjoint(tile, cell.rows, cell.columns)
                        // A tile below the diagonal stands for its mirror image too.
                        _ = pullback(
                            tile.asAdjoint.scaled(by: cell.isOnDiagonal ? 1 : 2),
                            at: cell.isOnDiagonal
                                ? Pairs(within: points[cell.rows]) : Pairs(points[cell.rows], points[cell.columns]),
                            into: slots + index * width)
                    }
                }
            }
        }
        return (0..<width).map { p in
            grid.cells.indices.reduce(0) { $0 + partial[p + $1 * width] }
        }
    }
}
