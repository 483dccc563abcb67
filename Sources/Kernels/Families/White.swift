/// Independent noise: k = variance where an observation meets itself, and zero everywhere else, also between two
/// observations at the same place and between training and new points.
public struct White: Kernel {
    /// The noise variance, in the units of the outputs squared.
    public var variance: Parameter

    /// Noise with the given variance.
    public init(variance: Double = 1) { self.variance = .positive(variance) }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("variance", &variance)
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        for j in 0..<tile.columnCount { tile.column(j).update(repeating: 0, count: tile.rowCount) }
        if pairs.coincide { for i in 0..<tile.columnCount { tile[i, i] = variance.value } }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        values.update(repeating: variance.value, count: points.count)
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        guard pairs.coincide else { return 0 }
        var trace = 0.0
        for i in 0..<adjoint.columnCount { trace += adjoint.column(i)[i] }
        trace *= adjoint.scale
        gradient[0] += trace
        return trace * variance.value
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let total = (0..<points.count).reduce(0) { $0 + weights[$1] }
        gradient[0] += total
        return total * variance.value
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {}
}
