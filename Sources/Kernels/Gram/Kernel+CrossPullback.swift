import LinearAlgebra

extension Kernel {
    /// The gradient Σ_ij A_ij ∂k(x_i, z_j)/∂θ of a function of the cross-covariance, given A (m-by-n), with respect to
    /// every parameter in visiting order.
    public func crossPullback(_ x: Matrix, _ z: Matrix, adjoint: Matrix) -> [Double] {
        reducingTiles(x, z, adjoint: adjoint) { weights, pairs, gradient in
            _ = pullback(weights, at: pairs, into: gradient)
        }
    }

    /// The gradient Σ_j A_ij ∂k(x_i, z_j)/∂x_ic of a function of the cross-covariance with respect to the points `x`,
    /// m-by-d, with `z` held.
    public func crossInputPullback(_ x: Matrix, _ z: Matrix, adjoint: Matrix) -> Matrix {
        requireFitting(x)
        var result = Matrix(rowCount: x.rowCount, columnCount: x.columnCount)
        let n = z.rowCount
        result.withUnsafeMutablePointer { target in
            let base = Tile(base: target, rowCount: x.rowCount, columnCount: x.columnCount, stride: x.rowCount)
            x.withPoints { xs in
                z.withPoints { zs in
                    adjoint.withUnsafePointer { a in
                        nonisolated(unsafe) let a = a
                        let cuts = TileGrid(rowCount: x.rowCount, columnCount: 1).cells.map(\.rows)
                        Parallelism.forEach(cuts.count) { index in
                            let rows = cuts[index]
                            pullbackInputs(
                                Adjoint(
                                    base: a + rows.lowerBound, rowCount: rows.count, columnCount: n,
                                    stride: xs.count),
                                at: Pairs(xs[rows], zs), into: base[rows, 0..<xs.dimension])
                        }
                    }
                }
            }
        }
        return result
    }

    /// Adds up what `body` writes for the tiles of an m-by-n adjoint, in an order that does not depend on the threads.
    func reducingTiles(
        _ x: Matrix, _ z: Matrix, adjoint: Matrix,
        _ body: @Sendable (Adjoint, Pairs, UnsafeMutablePointer<Double>) -> Void
    ) -> [Double] {
        precondition(
            adjoint.rowCount == x.rowCount && adjoint.columnCount == z.rowCount,
            "The adjoint must have one row per point of x and one column per point of z.")
        requireFitting(x)
        let grid = TileGrid(rowCount: x.rowCount, columnCount: z.rowCount)
        let width = parameterCount
        var partial = [Double](repeating: 0, count: Swift.max(1, width * grid.cells.count))
        x.withPoints { xs in
            z.withPoints { zs in
                adjoint.withUnsafePointer { a in
                    partial.withUnsafeMutableBufferPointer { buffer in
                        guard let base = buffer.baseAddress else { return }
                        nonisolated(unsafe) let (a, slots) = (a, base)
                        Parallelism.forEach(grid.cells.count) { index in
                            let cell = grid.cells[index]
                            body(
                                Adjoint(
                                    base: a + cell.rows.lowerBound + cell.columns.lowerBound * xs.count,
                                    rowCount: cell.rows.count, columnCount: cell.columns.count, stride: xs.count),
                                Pairs(xs[cell.rows], zs[cell.columns]), slots + index * width)
                        }
                    }
                }
            }
        }
        return (0..<width).map { p in grid.cells.indices.reduce(0) { $0 + partial[p + $1 * width] } }
    }
}
