extension CoordinateProduct: SmoothKernel where Factor: SmoothKernel {
    public var smoothness: Int { factors.map(\.smoothness).min() ?? 0 }

    /// Each coordinate may be differentiated as often as its own factor allows.
    public func allowsDerivative(_ index: MultiIndex) -> Bool {
        zip(factors, index.orders).allSatisfy { $0.allowsDerivative([$1]) }
    }

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        multiplyFactors(into: tile) { c, out in
            factors[c].fillDerivative(out, at: pairs.coordinate(c), x: [x[c]], z: [z[c]])
        }
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        pullbackFactors(
            adjoint, into: gradient,
            fill: { factors[$0].fillDerivative($1, at: pairs.coordinate($0), x: [x[$0]], z: [z[$0]]) },
            pull: { c, weights, out in
                factors[c].pullbackDerivative(weights, at: pairs.coordinate(c), x: [x[c]], z: [z[c]], into: out)
            })
    }
}
