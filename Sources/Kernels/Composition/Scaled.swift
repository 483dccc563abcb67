/// The kernel v k with variance (amplitude squared) v > 0.
public struct Scaled<Base: Kernel>: Kernel {
    /// The factor v, in the units of the outputs squared.
    public var variance: Parameter
    /// The kernel k.
    public var base: Base

    /// The kernel `variance` times `base`; usually written `variance * base`.
    public init(variance: Double, _ base: Base) {
        self.variance = .positive(variance)
        self.base = base
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("variance", &variance)
        base.visitParameters { visit(nestedPath($0, under: "variance"), &$1) }
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        try base.validate(inputDimension: inputDimension)
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        base.fill(tile, at: pairs)
        tile.scale(by: variance.value)
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        base.fillDiagonal(values, at: points)
        for i in 0..<points.count { values[i] *= variance.value }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let inner = base.pullback(adjoint.scaled(by: variance.value), at: pairs, into: gradient + 1)
        gradient[0] += inner / variance.value
        return inner
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        Tile.withScratch(rowCount: points.count, columnCount: 1) { scaled in
            for i in 0..<points.count { scaled.base[i] = variance.value * weights[i] }
            let inner = base.pullbackDiagonal(scaled.base, at: points, into: gradient + 1)
            gradient[0] += inner / variance.value
            return inner
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        base.pullbackInputs(adjoint.scaled(by: variance.value), at: pairs, into: gradient)
    }
}
