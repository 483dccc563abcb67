import CVectorMath
import LinearAlgebra

/// The radial basis expansion g(x) = a + Σ_m w_m exp(-|x - c_m|²/(2h²)): one number for each point, a far from all centres.
///
/// As the logarithm of a lengthscale (see ``Gibbs``) it lets the scale differ from place to place. Centres and width are
/// choices; offset and weights are parameters.
public struct RadialBasisMap: InputMap {
    /// The value a far from all centres.
    public var offset: Parameter
    /// The weights w_m.
    public var weights: [Parameter]
    /// The centres c_m, one a row.
    public let centers: Matrix
    /// The width h, in the units of the inputs.
    public let width: Double

    /// The expansion around the given centres (one a row); all weights are zero unless given.
    public init(centers: Matrix, width: Double, offset: Double = 0, weights: [Double]? = nil) {
        let weights = weights ?? [Double](repeating: 0, count: centers.rowCount)
        precondition(weights.count == centers.rowCount && !weights.isEmpty, "There must be one weight per centre.")
        precondition(width > 0 && width.isFinite, "The width must be positive, not \(width).")
        self.centers = centers
        self.width = width
        self.offset = .real(offset)
        self.weights = weights.map(Parameter.real)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("offset", &offset)
        for m in weights.indices { visit("weights[\(m)]", &weights[m]) }
    }

    public func outputDimension(inputDimension: Int) throws(KernelError) -> Int {
        if inputDimension != centers.columnCount {
            throw .unsupported(
                kernel: "RadialBasisMap",
                reason: "the centres have \(centers.columnCount) coordinates but the inputs have \(inputDimension).")
        }
        return 1
    }

    public func outputCount(_ inputDimension: Int) -> Int { 1 }

    public func apply(_ points: Points, into output: Tile) {
        let out = output.column(0)
        out.update(repeating: offset.value, count: points.count)
        forEachBasisRow(points) { m, basis in
            for i in 0..<points.count { out[i] += weights[m].value * basis[i] }
        }
    }

    public func pullback(_ adjoint: Adjoint, at points: Points, into gradient: UnsafeMutablePointer<Double>) {
        gradient[0] += adjoint.sum
        forEachBasisRow(points) { m, basis in
            gradient[1 + m] += adjoint.scale * cv_dot(adjoint.column(0), basis, points.count)
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at points: Points, into gradient: Tile) {
        forEachBasisRow(points) { m, basis in
            let factor = weights[m].value * adjoint.scale / (width * width)
            cv_multiply(basis, basis, adjoint.column(0), points.count)
            for c in 0..<points.dimension {
                let (out, xs, center) = (gradient.column(c), points.coordinate(c), centers[m, c])
                for i in 0..<points.count where basis[i] != 0 { out[i] -= factor * basis[i] * (xs[i] - center) }
            }
        }
    }

    /// Calls `body` with exp(-|x_i - c_m|²/(2h²)) for all i, m in order.
    private func forEachBasisRow(_ points: Points, _ body: (Int, UnsafeMutablePointer<Double>) -> Void) {
        let inverses = [Double](repeating: 1 / width, count: points.dimension)
        Tile.withScratch(rowCount: points.count, columnCount: 1) { row in
            centers.withUnsafePointer { centers in
                for m in weights.indices {
                    cv_squared_distances(
                        row.base, points.base, points.stride, centers + m, weights.count, inverses, points.dimension,
                        points.count)
                    cv_squared_exponential(row.base, row.base, points.count)
                    body(m, row.base)
                }
            }
        }
    }
}
