extension Additive: SmoothKernel where Factor: SmoothKernel {
    public var smoothness: Int { factors.map(\.smoothness).min() ?? 0 }

    public func allowsDerivative(_ index: MultiIndex) -> Bool {
        zip(factors, index.orders).allSatisfy { $0.allowsDerivative([$1]) }
    }

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        withFactorTiles(
            tile.rowCount, tile.columnCount,
            { factors[$0].fillDerivative($1, at: pairs.coordinate($0), x: [x[$0]], z: [z[$0]]) }
        ) { polynomials(moved(x, z)).write($0, into: tile) }
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        pullback(
            adjoint, moved(x, z), into: gradient,
            fill: { factors[$0].fillDerivative($1, at: pairs.coordinate($0), x: [x[$0]], z: [z[$0]]) },
            pull: {
                _ = factors[$0].pullbackDerivative($1, at: pairs.coordinate($0), x: [x[$0]], z: [z[$0]], into: $2)
            })
    }

    /// The coordinates in which a derivative is taken.
    private func moved(_ x: MultiIndex, _ z: MultiIndex) -> Set<Int> {
        Set(factors.indices.filter { x[$0] + z[$0] > 0 })
    }
}
