import CVectorMath

/// The warp g(x)_c = log(1 + x_c/s_c) of inputs x_c > -s_c: linear below the scale s_c, logarithmic above it.
///
/// For inputs that span orders of magnitude. Inputs below -s_c become NaN, which factorisations report.
public struct LogWarp: InputMap {
    /// The scales s_c: one for all coordinates, or one per coordinate; in the units of the inputs.
    public var scales: Lengthscales

    /// The logarithmic warp with the given scales.
    public init(scales: Lengthscales = 1) { self.scales = scales }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        scales.visitParameters { visit($0.replacingPrefix("lengthscale", by: "scale"), &$1) }
    }

    public func outputDimension(inputDimension: Int) throws(KernelError) -> Int {
        if inputDimension < 1 { throw .noCoordinates }
        try scales.validate(inputDimension: inputDimension, kernel: "LogWarp")
        return inputDimension
    }

    public func apply(_ points: Points, into output: Tile) {
        for (c, inverse) in scales.inverses(dimension: points.dimension).enumerated() {
            let (xs, out) = (points.coordinate(c), output.column(c))
            for i in 0..<points.count { out[i] = xs[i] * inverse }
            cv_log1p(out, out, points.count)
        }
    }

    public func pullback(_ adjoint: Adjoint, at points: Points, into gradient: UnsafeMutablePointer<Double>) {
        let isShared = scales.parameterCount == 1
        for (c, inverse) in scales.inverses(dimension: points.dimension).enumerated() {
            var total = 0.0
            for i in 0..<points.count {
                let ratio = points[i, c] * inverse
                total += adjoint[i, c] * ratio / (1 + ratio)
            }
            gradient[isShared ? 0 : c] -= total * inverse
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at points: Points, into gradient: Tile) {
        for (c, inverse) in scales.inverses(dimension: points.dimension).enumerated() {
            for i in 0..<points.count { gradient[i, c] += adjoint[i, c] * inverse / (1 + points[i, c] * inverse) }
        }
    }
}
