import CVectorMath

extension Tile {
    func add(_ other: Tile) {
        for j in 0..<columnCount {
            let (a, b) = (column(j), other.column(j))
            for i in 0..<rowCount { a[i] += b[i] }
        }
    }

    func multiply(_ other: Tile) {
        for j in 0..<columnCount {
            cv_multiply(column(j), column(j), other.column(j), rowCount)
        }
    }

    /// Multiplies entry by entry with an adjoint, its scale included.
    func multiply(by adjoint: Adjoint) {
        for j in 0..<columnCount {
            let (k, a) = (column(j), adjoint.column(j))
            for i in 0..<rowCount { k[i] *= adjoint.scale * a[i] }
        }
    }

    func scale(by factor: Double) {
        for j in 0..<columnCount {
            let a = column(j)
            for i in 0..<rowCount { a[i] *= factor }
        }
    }
}

extension Kernel {
    /// Calls `body` with this kernel's values in a scratch tile of the same shape.
    func withTile<R>(like tile: Tile, at pairs: Pairs, _ body: (Tile) -> R) -> R {
        Tile.withScratch(rowCount: tile.rowCount, columnCount: tile.columnCount) { scratch in
            fill(scratch, at: pairs)
            return body(scratch)
        }
    }

    /// Calls `body` with this kernel's diagonal in scratch memory.
    func withDiagonal<R>(at points: Points, _ body: (UnsafeMutablePointer<Double>) -> R) -> R {
        Tile.withScratch(rowCount: points.count, columnCount: 1) { scratch in
            fillDiagonal(scratch.base, at: points)
            return body(scratch.base)
        }
    }

    /// Calls `body` with the adjoint multiplied entrywise by this kernel's values.
    func withWeightedAdjoint<R>(_ adjoint: Adjoint, at pairs: Pairs, _ body: (Adjoint) -> R) -> R {
        Tile.withScratch(rowCount: adjoint.rowCount, columnCount: adjoint.columnCount) { scratch in
            fill(scratch, at: pairs)
            for j in 0..<adjoint.columnCount {
                cv_multiply(scratch.column(j), scratch.column(j), adjoint.column(j), adjoint.rowCount)
            }
            return body(scratch.asAdjoint.scaled(by: adjoint.scale))
        }
    }
}
