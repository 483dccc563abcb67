#if canImport(Glibc)
    import Glibc
#endif

/// The map of latitude φ and longitude λ, in degrees, to the point R (cos φ cos λ, cos φ sin λ, sin φ) in space.
///
/// Behind it every kernel in three coordinates is a kernel on the sphere: distances become chords, 2R sin(θ/2) for a
/// great-circle angle θ. Over distances well below R, chord and great circle agree.
///
/// - Source: T. Gneiting, Strictly and non-strictly positive definite functions on spheres (2013), sect. 3.
public struct ChordalMap: InputMap {
    /// The radius R, which sets the units of lengthscales.
    public let radius: Double

    /// The map to a sphere of the given radius: 1, or 6371 for kilometres on Earth.
    public init(radius: Double = 1) {
        precondition(radius > 0 && radius.isFinite, "The radius of a sphere must be positive, not \(radius).")
        self.radius = radius
    }

    public func outputDimension(inputDimension: Int) throws(KernelError) -> Int {
        try requireLatitudeAndLongitude(inputDimension, kernel: "ChordalMap")
        return 3
    }

    public func outputCount(_ inputDimension: Int) -> Int { 3 }

    public func apply(_ points: Points, into output: Tile) {
        for i in 0..<points.count {
            let (latitude, longitude) = SphericalAngles.of(points, i)
            output[i, 0] = radius * latitude.cosine * longitude.cosine
            output[i, 1] = radius * latitude.cosine * longitude.sine
            output[i, 2] = radius * latitude.sine
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at points: Points, into gradient: Tile) {
        let factor = radius * .pi / 180
        for i in 0..<points.count {
            let (latitude, longitude) = SphericalAngles.of(points, i)
            let along = adjoint[i, 0] * longitude.cosine + adjoint[i, 1] * longitude.sine
            gradient[i, 0] += factor * (adjoint[i, 2] * latitude.cosine - along * latitude.sine)
            let across = adjoint[i, 1] * longitude.cosine - adjoint[i, 0] * longitude.sine
            gradient[i, 1] += factor * across * latitude.cosine
        }
    }
}

/// Sines and cosines of angles in degrees, whole turns removed first.
enum SphericalAngles {
    typealias Pair = (sine: Double, cosine: Double)

    static func of(_ points: Points, _ i: Int) -> (latitude: Pair, longitude: Pair) {
        (pair(points[i, 0]), pair(points[i, 1]))
    }

    static func pair(_ degrees: Double) -> Pair {
        let radians = degrees.remainder(dividingBy: 360) * (.pi / 180)
        return (sin(radians), cos(radians))
    }
}

func requireLatitudeAndLongitude(_ inputDimension: Int, kernel: String) throws(KernelError) {
    if inputDimension != 2 {
        throw .unsupported(
            kernel: kernel,
            reason: "it needs two columns, latitude and longitude in degrees, but the inputs have \(inputDimension); "
                + "select two.")
    }
}
