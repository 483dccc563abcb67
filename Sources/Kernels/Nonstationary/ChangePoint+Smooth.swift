extension ChangePoint: SmoothKernel where Left: SmoothKernel, Right: SmoothKernel {
    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        tile.fill(repeating: 0)
        func add(_ kernel: some SmoothKernel, _ side: Side) {
            forEachTerm(side, x, z) { factors, x, z, coefficient in
                kernel.withDerivative(tile.rowCount, tile.columnCount, at: pairs, x, z) {
                    factors.modulate($0, at: pairs)
                    $0.scale(by: coefficient)
                    tile.add($0)
                }
            }
        }
        add(left, .left)
        add(right, .right)
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let own = gradient + left.parameterCount + right.parameterCount
        var inner = 0.0
        func pull(_ kernel: some SmoothKernel, _ side: Side, _ part: UnsafeMutablePointer<Double>) {
            forEachTerm(side, x, z) { factors, x, z, coefficient in
                let scaled = adjoint.scaled(by: coefficient)
                kernel.withDerivative(adjoint.rowCount, adjoint.columnCount, at: pairs, x, z) {
                    $0.multiply(by: scaled)
                    factors.pullback($0.asAdjoint, at: pairs, into: own)
                }
                inner += factors.withModulated(scaled, at: pairs) {
                    kernel.pullbackDerivative($0, at: pairs, x: x, z: z, into: part)
                }
            }
        }
        pull(left, .left, gradient)
        pull(right, .right, gradient + left.parameterCount)
        return inner
    }

    /// The terms of Leibniz' rule: orders of g along its coordinate, and what is left for the kernel.
    private func forEachTerm(
        _ side: Side, _ x: MultiIndex, _ z: MultiIndex, _ body: (Modulation, MultiIndex, MultiIndex, Double) -> Void
    ) {
        for a in 0...x[coordinate] {
            for b in 0...z[coordinate] {
                body(
                    self.side(side, x: a, z: b), x.lowered(along: coordinate, by: a),
                    z.lowered(along: coordinate, by: b), binomial(x[coordinate], a) * binomial(z[coordinate], b))
            }
        }
    }
}

extension MultiIndex {
    /// Fewer orders along a coordinate.
    fileprivate func lowered(along coordinate: Int, by count: Int) -> MultiIndex {
        var copy = self
        copy.orders[coordinate] -= count
        return copy
    }
}
