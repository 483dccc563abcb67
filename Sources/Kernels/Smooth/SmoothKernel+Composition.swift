extension Scaled: SmoothKernel where Base: SmoothKernel {
    public var smoothness: Int { base.smoothness }

    public func allowsDerivative(_ index: MultiIndex) -> Bool { base.allowsDerivative(index) }

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        base.fillDerivative(tile, at: pairs, x: x, z: z)
        tile.scale(by: variance.value)
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let inner = base.pullbackDerivative(
            adjoint.scaled(by: variance.value), at: pairs, x: x, z: z, into: gradient + 1)
        gradient[0] += inner / variance.value
        return inner
    }
}

extension Sum: SmoothKernel where Left: SmoothKernel, Right: SmoothKernel {
    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        left.fillDerivative(tile, at: pairs, x: x, z: z)
        Tile.withScratch(rowCount: tile.rowCount, columnCount: tile.columnCount) { scratch in
            right.fillDerivative(scratch, at: pairs, x: x, z: z)
            tile.add(scratch)
        }
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        left.pullbackDerivative(adjoint, at: pairs, x: x, z: z, into: gradient)
            + right.pullbackDerivative(adjoint, at: pairs, x: x, z: z, into: gradient + left.parameterCount)
    }
}

extension Product: SmoothKernel where Left: SmoothKernel, Right: SmoothKernel {
    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        tile.fill(repeating: 0)
        forEachTerm(x, z) { x, restX, z, restZ, coefficient in
            left.withDerivative(tile.rowCount, tile.columnCount, at: pairs, x, z) { a in
                right.withDerivative(tile.rowCount, tile.columnCount, at: pairs, restX, restZ) { b in
                    a.multiply(b)
                    a.scale(by: coefficient)
                    tile.add(a)
                }
            }
        }
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        var inner = 0.0
        let offset = left.parameterCount
        forEachTerm(x, z) { x, restX, z, restZ, coefficient in
            left.withDerivative(adjoint.rowCount, adjoint.columnCount, at: pairs, x, z) { a in
                right.withDerivative(adjoint.rowCount, adjoint.columnCount, at: pairs, restX, restZ) { b in
                    a.multiply(by: adjoint)
                    b.multiply(by: adjoint)
                    inner += left.pullbackDerivative(
                        b.asAdjoint.scaled(by: coefficient), at: pairs, x: x, z: z, into: gradient)
                    _ = right.pullbackDerivative(
                        a.asAdjoint.scaled(by: coefficient), at: pairs, x: restX, z: restZ, into: gradient + offset)
                }
            }
        }
        return inner
    }

    /// The terms of Leibniz' rule in both arguments.
    private func forEachTerm(
        _ x: MultiIndex, _ z: MultiIndex,
        _ body: (MultiIndex, MultiIndex, MultiIndex, MultiIndex, Double) -> Void
    ) {
        let zSplittings = z.splittings
        for a in x.splittings {
            for b in zSplittings { body(a.part, a.rest, b.part, b.rest, a.coefficient * b.coefficient) }
        }
    }
}

extension SmoothKernel {
    /// Calls `body` with a derivative block in scratch memory.
    func withDerivative(
        _ rowCount: Int, _ columnCount: Int, at pairs: Pairs, _ x: MultiIndex, _ z: MultiIndex,
        _ body: (Tile) -> Void
    ) {
        Tile.withScratch(rowCount: rowCount, columnCount: columnCount) { scratch in
            fillDerivative(scratch, at: pairs, x: x, z: z)
            body(scratch)
        }
    }
}
