import CVectorMath

/// The exponential kernel of the great-circle distance: k(x, z) = exp(-Rθ/ℓ), with θ the angle between two points given by
/// latitude and longitude in degrees, and R the radius.
///
/// Continuous, nowhere smooth sample functions. Unlike it, most kernels of the great-circle distance are not positive
/// definite (the squared exponential for none of its lengthscales); for smooth functions on the sphere put a kernel
/// behind ``ChordalMap``.
///
/// - Source: T. Gneiting, Strictly and non-strictly positive definite functions on spheres (2013), table 1.
public struct GeodesicExponential: Kernel {
    /// The lengthscale ℓ, in the units of the radius.
    public var lengthscale: Parameter
    /// The radius R.
    public let radius: Double

    /// The kernel with the given lengthscale on a sphere of the given radius: 1, or 6371 for kilometres on Earth.
    public init(lengthscale: Double = 1, radius: Double = 1) {
        precondition(radius > 0 && radius.isFinite, "The radius of a sphere must be positive, not \(radius).")
        self.lengthscale = .positive(lengthscale)
        self.radius = radius
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("lengthscale", &lengthscale)
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        try requireLatitudeAndLongitude(inputDimension, kernel: "GeodesicExponential")
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        forEachColumn(of: pairs) { j, rows, _ in
            let column = tile.column(j)
            writeValues(rows, count: tile.rowCount, into: column)
        }
        if pairs.coincide { tile.mirrorLowerTriangle() }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        values.update(repeating: 1, count: points.count)
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        var (inner, slope) = (0.0, 0.0)
        Tile.withScratch(rowCount: adjoint.rowCount, columnCount: 1) { weights in
            forEachColumn(of: pairs) { j, rows, _ in
                writeValues(rows, count: adjoint.rowCount, into: weights.base)
                cv_multiply(weights.base, weights.base, adjoint.column(j), adjoint.rowCount)
                inner += cv_sum(weights.base, adjoint.rowCount)
                slope += cv_dot(weights.base, rows.angles, adjoint.rowCount)
            }
        }
        gradient[0] += adjoint.scale * slope * radius / lengthscale.value / lengthscale.value
        return adjoint.scale * inner
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        cv_sum(weights, points.count)
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        // For unit vectors e and f, ∂θ/∂e = -f/sin θ up to a multiple of e, along which the map has no derivative.
        let m = adjoint.rowCount
        Tile.withScratch(rowCount: m, columnCount: 4) { scratch in
            let (weights, slopes) = (scratch.column(3), scratch[0..<m, 0..<3])
            slopes.fill(repeating: 0)
            forEachColumn(of: pairs) { j, rows, images in
                let a = adjoint.column(j)
                writeValues(rows, count: m, into: weights)
                for i in 0..<m {
                    let scale = radius / lengthscale.value * adjoint.scale
                    weights[i] *= rows.sines[i] > 0 ? scale * a[i] / rows.sines[i] : 0
                }
                for c in 0..<3 {
                    let (out, f) = (slopes.column(c), images.z[j, c])
                    for i in 0..<m { out[i] += weights[i] * f }
                }
            }
            ChordalMap().pullbackInputs(slopes.asAdjoint, at: pairs.x, into: gradient)
        }
    }

    private func writeValues(_ rows: ActivationRows, count: Int, into values: UnsafeMutablePointer<Double>) {
        for i in 0..<count { values[i] = -(radius / lengthscale.value) * rows.angles[i] }
        cv_exp(values, values, count)
    }

    /// Calls `body` for each column with the angles of its pairs, and with the points as unit vectors.
    private func forEachColumn(of pairs: Pairs, _ body: (Int, ActivationRows, Pairs) -> Void) {
        ChordalMap().withImages(of: pairs) { images in
            Tile.withScratch(rowCount: images.x.count, columnCount: 5) { scratch in
                Directions.with(images.x, weightVariances: [1], biasVariance: 0) { x in
                    Directions.with(images.z, weightVariances: [1], biasVariance: 0) { z in
                        for j in 0..<images.z.count {
                            x.withRows(0..<images.x.count, z, j, scratch) { body(j, $0, images) }
                        }
                    }
                }
            }
        }
    }
}
