import CVectorMath

/// The division of every coordinate by a lengthscale: g(x)_c = x_c/ℓ_c. Relevance determination for any kernel.
public struct Rescaling: InputMap {
    /// The lengthscales ℓ_c, in the units of the inputs.
    public var lengthscales: Lengthscales

    /// The division by the given lengthscales.
    public init(lengthscales: Lengthscales) { self.lengthscales = lengthscales }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        lengthscales.visitParameters(visit)
    }

    public func outputDimension(inputDimension: Int) throws(KernelError) -> Int {
        if inputDimension < 1 { throw .noCoordinates }
        try lengthscales.validate(inputDimension: inputDimension, kernel: "Rescaling")
        return inputDimension
    }

    public func apply(_ points: Points, into output: Tile) {
        for (c, inverse) in lengthscales.inverses(dimension: points.dimension).enumerated() {
            let (xs, out) = (points.coordinate(c), output.column(c))
            for i in 0..<points.count { out[i] = xs[i] * inverse }
        }
    }

    public func pullback(_ adjoint: Adjoint, at points: Points, into gradient: UnsafeMutablePointer<Double>) {
        let isShared = lengthscales.parameterCount == 1
        for (c, inverse) in lengthscales.inverses(dimension: points.dimension).enumerated() {
            let total = adjoint.scale * cv_dot(adjoint.column(c), points.coordinate(c), points.count)
            gradient[isShared ? 0 : c] -= total * inverse * inverse
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at points: Points, into gradient: Tile) {
        for (c, inverse) in lengthscales.inverses(dimension: points.dimension).enumerated() {
            for i in 0..<points.count { gradient[i, c] += inverse * adjoint[i, c] }
        }
    }
}
