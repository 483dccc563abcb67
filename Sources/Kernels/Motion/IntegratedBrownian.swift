/// Once integrated Brownian motion from an origin o: k(x, z) = a²(3b - a)/6 with a ≤ b the distances of x and z from o on
/// the same side of it, and zero on different sides. One coordinate.
///
/// Sample functions are once differentiable with zero value and slope at o; the posterior mean is a cubic spline. Add
/// `Constant() + Linear()` on inputs relative to o for a free value and slope there.
///
/// - Source: G. Wahba, Spline Models for Observational Data (1990), eq. 1.2.6; Rasmussen and Williams, Gaussian Processes
///   for Machine Learning (2006), eq. 6.28.
public struct IntegratedBrownian: SmoothKernel {
    /// The origin o, in the units of the input: a choice, not a parameter.
    public let origin: Double

    /// Integrated Brownian motion from an origin.
    public init(origin: Double = 0) { self.origin = origin }

    public var smoothness: Int { 1 }

    public func validate(inputDimension: Int) throws(KernelError) {
        try requireOneCoordinate(inputDimension, kernel: "IntegratedBrownian")
    }

    public func fill(_ tile: Tile, at pairs: Pairs) { fill(tile, at: pairs, 0, 0) }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        for i in 0..<points.count {
            let a = abs(points[i, 0] - origin)
            values[i] = a * a * a / 3
        }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        pullbackDerivative(adjoint, at: pairs, x: [0], z: [0], into: gradient)
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        Tile.withScratch(rowCount: adjoint.rowCount, columnCount: adjoint.columnCount) { slopes in
            fill(slopes, at: pairs, 1, 0)
            slopes.multiply(by: adjoint)
            for j in 0..<adjoint.columnCount {
                for i in 0..<adjoint.rowCount { gradient[i, 0] += slopes[i, j] }
            }
        }
    }

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        fill(tile, at: pairs, x[0], z[0])
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        // There are no parameters.
        Tile.withScratch(rowCount: adjoint.rowCount, columnCount: adjoint.columnCount) { tile in
            fill(tile, at: pairs, x[0], z[0])
            return adjoint.innerProduct(with: tile)
        }
    }

    private func fill(_ tile: Tile, at pairs: Pairs, _ xOrder: Int, _ zOrder: Int) {
        for j in 0..<tile.columnCount {
            let (column, b) = (tile.column(j), pairs.z[j, 0] - origin)
            for i in 0..<tile.rowCount {
                let a = pairs.x[i, 0] - origin
                column[i] = (a > 0) == (b > 0) ? derivative(abs(a), abs(b), xOrder, zOrder, a > 0 ? 1 : -1) : 0
            }
        }
    }

    /// The derivative in the distances a and b from the origin, on the side of the given sign.
    @inline(__always)
    private func derivative(_ a: Double, _ b: Double, _ xOrder: Int, _ zOrder: Int, _ sign: Double) -> Double {
        let (low, high) = (Swift.min(a, b), Swift.max(a, b))
        switch (xOrder, zOrder) {
        case (0, 0): return low * low * (3 * high - low) / 6
        case (1, 1): return low
        default:
            // The derivative in one distance is t (o - t/2) up to the other distance o, constant beyond.
            let (moving, other) = xOrder == 1 ? (a, b) : (b, a)
            return sign * (moving <= other ? moving * (other - 0.5 * moving) : 0.5 * other * other)
        }
    }
}
