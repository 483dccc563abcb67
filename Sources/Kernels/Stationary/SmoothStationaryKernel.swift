/// A stationary kernel whose profile φ(s) can be differentiated often enough for derivative blocks in any dimension.
///
/// One requirement (two with shape parameters); the derivatives D_x^α D_z^β φ(s) of all orders follow from it by the
/// chain rule, see ``RadialDerivative``.
public protocol SmoothStationaryKernel: StationaryKernel, SmoothKernel {
    /// Writes s^(p/2) φ^(m)(s) for `count` squared distances; its limit where s = 0.
    ///
    /// The power comes with the derivative so that φ^(m), which may be infinite at s = 0, is never formed alone.
    func applyProfileDerivative(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>)

    /// Adds Σ_i w_i ∂/∂(shape parameter p) of s^(p/2) φ^(m)(s) to `gradient[p]` (nothing by default).
    func pullbackShape(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>)
}

extension SmoothStationaryKernel {
    public func pullbackShape(
        order m: Int, power p: Int, _ s: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>
    ) {}

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        let derivative = RadialDerivative(x + z, sign: z.total.isMultiple(of: 2) ? 1 : -1, lengthscales)
        RadialRows.withRows(at: pairs, lengthscales) { rows in
            for j in 0..<tile.columnCount {
                rows.moveToColumn(j)
                tile.column(j).update(repeating: 0, count: tile.rowCount)
                rows.add(derivative, of: self, to: tile.column(j))
            }
        }
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        // k depends on δ_c/ℓ_c only, so ∂k/∂ℓ_c = -(δ_c/ℓ_c) ∂k/∂δ_c, and D^γ of it is
        // -(γ_c D^γ k + δ_c D^(γ+e_c) k)/ℓ_c.
        let order = x + z
        let sign = z.total.isMultiple(of: 2) ? 1.0 : -1.0
        let derivative = RadialDerivative(order, sign: sign, lengthscales)
        let raised = (0..<order.dimension).map {
            RadialDerivative(order.raised(along: $0), sign: sign, lengthscales).timesDifference(along: $0, lengthscales)
        }
        let lengths = lengthscales.inverses(dimension: order.dimension)
        let lengthscaleCount = lengthscales.parameterCount
        var inner = 0.0
        Tile.withScratch(rowCount: adjoint.rowCount, columnCount: 1) { row in
            RadialRows.withRows(at: pairs, lengthscales) { rows in
                for j in 0..<adjoint.columnCount {
                    rows.moveToColumn(j)
                    let a = adjoint.column(j)
                    let value = row.dot(a) { rows.add(derivative, of: self, to: $0) }
                    inner += value
                    for c in 0..<order.dimension {
                        let moved = row.dot(a) { rows.add(raised[c], of: self, to: $0) }
                        gradient[lengthscaleCount == 1 ? 0 : c] -=
                            adjoint.scale * lengths[c] * (Double(order[c]) * value + moved)
                    }
                    rows.pullbackShape(derivative, of: self, a, scale: adjoint.scale, into: gradient + lengthscaleCount)
                }
            }
        }
        return adjoint.scale * inner
    }
}

extension Tile {
    /// The inner product of `weights` with the row that `fill` adds up in the first column of this scratch tile.
    func dot(_ weights: UnsafePointer<Double>, _ fill: (UnsafeMutablePointer<Double>) -> Void) -> Double {
        base.update(repeating: 0, count: rowCount)
        fill(base)
        var total = 0.0
        for i in 0..<rowCount { total += weights[i] * base[i] }
        return total
    }
}
