import CVectorMath

// Goals: the angle θ between points to an absolute error of a few ε for all angles, exactly 0 for equal points and exactly
// symmetric under exchange.
//
// Derivation (W. Kahan, Miscalculating area and angles of a needle-like triangle, 2000). With unit vectors e = x/|x| and
// f = z/|z|, D = |e - f| = 2 sin(θ/2) and S = |e + f| = 2 cos(θ/2). The smaller of both gives the angle or its
// supplement by an arcsine of at most 1/√2, where it is well conditioned; then sin θ = D S/2 and
// cos θ = (S - D)(S + D)/4. Rejected: acos of the correlation, which loses half of the digits near 0 and π.

/// Points as directions: unit vectors under u(x, z) = b₀ + Σ_c v_c x_c z_c, one more coordinate for the bias.
struct Directions {
    /// √u(x_i, x_i).
    let deviations: UnsafeMutablePointer<Double>
    /// The unit vectors and their opposites, n-by-(d + 1).
    private let units: Tile
    private let opposites: Tile

    /// Calls `body` with the directions of the points.
    static func with<R>(
        _ points: Points, weightVariances: [Double], biasVariance: Double, _ body: (Directions) throws -> R
    ) rethrows -> R {
        let (n, d) = (points.count, points.dimension)
        return try Tile.withScratch(rowCount: n, columnCount: 2 * d + 3) { scratch in
            let directions = Directions(
                deviations: scratch.column(0), units: scratch[0..<n, 1..<d + 2],
                opposites: scratch[0..<n, d + 2..<2 * d + 3])
            directions.fill(points, weightVariances, biasVariance)
            return try body(directions)
        }
    }

    private func fill(_ points: Points, _ weightVariances: [Double], _ biasVariance: Double) {
        let (n, d) = (points.count, points.dimension)
        deviations.update(repeating: biasVariance, count: n)
        for c in 0..<d {
            let (xs, v) = (points.coordinate(c), weightVariances[weightVariances.count == 1 ? 0 : c])
            for i in 0..<n { deviations[i] += v * xs[i] * xs[i] }
        }
        for i in 0..<n { deviations[i] = deviations[i].squareRoot() }
        units.column(d).update(repeating: biasVariance.squareRoot(), count: n)
        for c in 0..<d {
            let root = weightVariances[weightVariances.count == 1 ? 0 : c].squareRoot()
            for i in 0..<n { units[i, c] = root * points[i, c] }
        }
        for c in 0...d {
            let (unit, opposite) = (units.column(c), opposites.column(c))
            for i in 0..<n {
                unit[i] /= deviations[i]
                opposite[i] = -unit[i]
            }
        }
    }

    /// Calls `body` with the rows of the pairs (x_i, z_j) for i in `rows`, x being these directions; five scratch rows.
    func withRows(_ rows: Range<Int>, _ z: Directions, _ j: Int, _ scratch: Tile, _ body: (ActivationRows) -> Void) {
        let m = rows.count
        let (near, far) = (scratch.column(0), scratch.column(1))
        let (cosines, sines, angles) = (scratch.column(2), scratch.column(3), scratch.column(4))
        let weights = [Double](repeating: 1, count: units.columnCount)
        let x = units.base + rows.lowerBound
        cv_squared_distances(near, x, units.stride, z.units.base + j, z.units.stride, weights, weights.count, m)
        cv_squared_distances(far, x, units.stride, z.opposites.base + j, z.units.stride, weights, weights.count, m)
        for i in 0..<m {
            cosines[i] = 0.25 * (far[i] - near[i])
            sines[i] = 0.5 * (far[i] * near[i]).squareRoot()
            angles[i] = Swift.min(0.5 * Swift.min(far[i], near[i]).squareRoot(), 0.75)
        }
        cv_asin(angles, angles, m)
        // From here on `near` holds the supplements.
        for i in 0..<m {
            let (small, large) = (2 * angles[i], Double.pi - 2 * angles[i])
            let isAcute = near[i] <= far[i]
            angles[i] = isAcute ? small : large
            near[i] = isAcute ? large : small
        }
        body(
            ActivationRows(
                deviations: UnsafePointer(deviations + rows.lowerBound), other: z.deviations[j],
                cosines: UnsafePointer(cosines), sines: UnsafePointer(sines), angles: UnsafePointer(angles),
                supplements: UnsafePointer(near)))
    }
}
