/// The affine function g(x) = a + Σ_c b_c x_c: one number for each point.
///
/// As the logarithm of a lengthscale (see ``Gibbs``) it lets the scale grow or shrink exponentially along a direction.
public struct AffineMap: InputMap {
    /// The value a at the origin.
    public var offset: Parameter
    /// The slopes b_c, one per input.
    public var slopes: [Parameter]

    /// The function with the given value at the origin and slopes, one per input.
    public init(offset: Double = 0, slopes: [Double]) {
        precondition(!slopes.isEmpty, "An affine function needs at least one slope.")
        self.offset = .real(offset)
        self.slopes = slopes.map(Parameter.real)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("offset", &offset)
        for c in slopes.indices { visit("slopes[\(c)]", &slopes[c]) }
    }

    public func outputDimension(inputDimension: Int) throws(KernelError) -> Int {
        if inputDimension != slopes.count {
            throw .unsupported(
                kernel: "AffineMap",
                reason: "there are \(slopes.count) slopes but the inputs have \(inputDimension) columns; give one per "
                    + "column.")
        }
        return 1
    }

    public func outputCount(_ inputDimension: Int) -> Int { 1 }

    public func apply(_ points: Points, into output: Tile) {
        let out = output.column(0)
        out.update(repeating: offset.value, count: points.count)
        for (c, slope) in slopes.enumerated() {
            let xs = points.coordinate(c)
            for i in 0..<points.count { out[i] += slope.value * xs[i] }
        }
    }

    public func pullback(_ adjoint: Adjoint, at points: Points, into gradient: UnsafeMutablePointer<Double>) {
        for i in 0..<points.count {
            gradient[0] += adjoint[i, 0]
            for c in slopes.indices { gradient[1 + c] += adjoint[i, 0] * points[i, c] }
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at points: Points, into gradient: Tile) {
        for (c, slope) in slopes.enumerated() {
            for i in 0..<points.count { gradient[i, c] += adjoint[i, 0] * slope.value }
        }
    }
}
