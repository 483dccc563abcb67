import LinearAlgebra

extension Kernel {
    /// The Gram matrix K_ij = k(x_i, x_j) of n points (rows of `x`): n-by-n, exactly symmetric. O(n² d), all cores.
    ///
    /// - Precondition: ``validate(inputDimension:)`` accepts the number of columns; so for all functions below.
    public func gram(_ x: Matrix) -> Matrix {
        var result = lowerGram(x)
        result.symmetrizeFromLower()
        return result
    }

    /// The Gram matrix with only its lower triangle written; the upper one is unspecified. For factorisations.
    public func lowerGram(_ x: Matrix) -> Matrix {
        requireFitting(x)
        let n = x.rowCount
        return Matrix(rowCount: n, columnCount: n) { target in
            nonisolated(unsafe) let target = target
            x.withPoints { points in
                let grid = TileGrid(lowerTriangleOfOrder: n)
                Parallelism.forEach(grid.cells.count) { index in
                    let cell = grid.cells[index]
                    fill(
                        Tile(
                            base: target + cell.rows.lowerBound + cell.columns.lowerBound * n,
                            rowCount: cell.rows.count, columnCount: cell.columns.count, stride: n),
                        at: cell.isOnDiagonal
                            ? Pairs(within: points[cell.rows]) : Pairs(points[cell.rows], points[cell.columns]))
                }
            }
        }
    }

    /// The cross-covariance K_ij = k(x_i, z_j) of m points `x` and n points `z`: m-by-n. O(m n d), all cores.
    public func cross(_ x: Matrix, _ z: Matrix) -> Matrix {
        precondition(
            x.columnCount == z.columnCount, "The points have \(x.columnCount) and \(z.columnCount) coordinates.")
        return tiledCross(x, z) { fill($0, at: $1) }
    }

    /// The variances k(x_i, x_i) of n points. O(n d).
    public func diagonal(_ x: Matrix) -> Vector {
        requireFitting(x)
        return Vector(count: x.rowCount) { target in x.withPoints { fillDiagonal(target, at: $0) } }
    }

    /// The m-by-n matrix whose tiles `fill` writes, on all cores.
    func tiledCross(_ x: Matrix, _ z: Matrix, _ fill: @Sendable (Tile, Pairs) -> Void) -> Matrix {
        requireFitting(x)
        let m = x.rowCount
        return Matrix(rowCount: m, columnCount: z.rowCount) { target in
            nonisolated(unsafe) let target = target
            x.withPoints { xs in
                z.withPoints { zs in
                    let grid = TileGrid(rowCount: m, columnCount: zs.count)
                    Parallelism.forEach(grid.cells.count) { index in
                        let cell = grid.cells[index]
                        fill(
                            Tile(
                                base: target + cell.rows.lowerBound + cell.columns.lowerBound * m,
                                rowCount: cell.rows.count, columnCount: cell.columns.count, stride: m),
                            Pairs(xs[cell.rows], zs[cell.columns]))
                    }
                }
            }
        }
    }

    /// Stops a program that did not ``validate(inputDimension:)`` before it reads memory that is not there.
    func requireFitting(_ x: Matrix) {
        guard x.rowCount > 0 else { return }
        do throws(KernelError) {
            try validate(inputDimension: x.columnCount)
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
