/// Brownian motion from an origin o: k(x, z) = min(|x - o|, |z - o|) where x and z lie on the same side of o, and zero
/// otherwise. One coordinate.
///
/// Sample functions are zero at o, continuous and nowhere differentiable, with independent increments; the two sides
/// are independent. Multiply by a variance per unit of input. Also called Wiener process.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), app. B.
public struct Brownian: PointwiseKernel {
    /// The origin o, in the units of the input: a choice, not a parameter.
    public let origin: Double

    /// Brownian motion from an origin.
    public init(origin: Double = 0) { self.origin = origin }

    public func validate(inputDimension: Int) throws(KernelError) {
        try requireOneCoordinate(inputDimension, kernel: "Brownian")
    }

    @inlinable
    public func value(_ x: Point, _ z: Point) -> Double {
        let (a, b) = (x[0] - origin, z[0] - origin)
        return a * b > 0 || (a > 0) == (b > 0) ? Swift.min(abs(a), abs(b)) : 0
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        // ∂ min(a, b)/∂a is 1 below b, 0 above, and at b the mean of both sides.
        for j in 0..<adjoint.columnCount {
            let b = pairs.z[j, 0] - origin
            for i in 0..<adjoint.rowCount {
                let a = pairs.x[i, 0] - origin
                guard (a > 0) == (b > 0), abs(a) <= abs(b) else { continue }
                gradient[i, 0] += adjoint[i, j] * (a > 0 ? 1 : -1) * (abs(a) == abs(b) ? 0.5 : 1)
            }
        }
    }
}

/// Throws unless there is one coordinate, and says what to do with more.
func requireOneCoordinate(_ inputDimension: Int, kernel: String) throws(KernelError) {
    if inputDimension < 1 { throw .noCoordinates }
    if inputDimension > 1 {
        throw .unsupported(
            kernel: kernel,
            reason: "it acts on one column, but the inputs have \(inputDimension); select one, or take a product over "
                + "coordinates.")
    }
}
