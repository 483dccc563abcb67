import CVectorMath

/// The transition g(x) = 1/(1 + exp(-s (x_c - t))) along coordinate c, or 1 - g, and its derivatives.
struct Sigmoid {
    let coordinate: Int
    let location: Double
    let steepness: Double
    /// Whether the function rises from 0 to 1; it falls from 1 to 0 otherwise.
    let isRising: Bool

    /// Writes the n-th derivative in x_c at all points.
    func write(order n: Int, at points: Points, into values: UnsafeMutablePointer<Double>) {
        let (xs, rate) = (points.coordinate(coordinate), isRising ? -steepness : steepness)
        for i in 0..<points.count { values[i] = rate * (xs[i] - location) }
        cv_exp(values, values, points.count)
        for i in 0..<points.count { values[i] = 1 / (1 + values[i]) }
        guard n > 0 else { return }
        // For g itself g' = r g (1 - g) with r = ±s; so g^(n) = r^n P_n(g) with P_(n+1)(g) = g (1 - g) P_n'(g).
        var polynomial = [0.0, 1]
        for _ in 0..<n {
            var next = [Double](repeating: 0, count: polynomial.count + 1)
            for (k, coefficient) in polynomial.enumerated() {
                next[k] += Double(k) * coefficient
                next[k + 1] -= Double(k) * coefficient
            }
            polynomial = next
        }
        let factor = (0..<n).reduce(1.0) { product, _ in -rate * product }
        for i in 0..<points.count {
            var sum = 0.0
            for coefficient in polynomial.reversed() { sum = sum * values[i] + coefficient }
            values[i] = factor * sum
        }
    }

    /// Σ_i w_i ∂/∂t and Σ_i w_i ∂/∂s of the n-th derivative: ∂g^(n)/∂t = -g^(n+1), and
    /// ∂g^(n)/∂s = (n g^(n) + (x_c - t) g^(n+1))/s.
    func slopes(order n: Int, at points: Points, weights: UnsafePointer<Double>) -> (
        location: Double, steepness: Double
    ) {
        Tile.withScratch(rowCount: points.count, columnCount: 2) { scratch in
            let (values, raised, xs) = (scratch.column(0), scratch.column(1), points.coordinate(coordinate))
            write(order: n, at: points, into: values)
            write(order: n + 1, at: points, into: raised)
            var (byLocation, bySteepness) = (0.0, 0.0)
            for i in 0..<points.count {
                byLocation -= weights[i] * raised[i]
                bySteepness += weights[i] * (Double(n) * values[i] + (xs[i] - location) * raised[i])
            }
            return (byLocation, bySteepness / steepness)
        }
    }
}
