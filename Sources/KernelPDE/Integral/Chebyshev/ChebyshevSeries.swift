/// A Chebyshev series sum_n c_n T_n(t) on [-1, 1].
package struct ChebyshevSeries: Sendable, Equatable {
    /// The coefficients c_0, c_1, ...
    package var coefficients: [Double]

    package init(_ coefficients: [Double]) {
        self.coefficients = coefficients
    }

    /// The value at t by Clenshaw's recurrence, O(N).
    package func value(at t: Double) -> Double {
        guard let first = coefficients.first else { return 0 }
        var b1 = 0.0
        var b2 = 0.0
        for c in coefficients.dropFirst().reversed() {
            (b1, b2) = (2 * t * b1 - b2 + c, b1)
        }
        return t * b1 - b2 + first
    }

    /// The values at t = -1 and t = +1.
    package var endValues: (left: Double, right: Double) {
        var even = 0.0
        var odd = 0.0
        for n in stride(from: 0, to: coefficients.count, by: 2) { even += coefficients[n] }
        for n in stride(from: 1, to: coefficients.count, by: 2) { odd += coefficients[n] }
        return (even - odd, even + odd)
    }

    /// The values at many points of [-1, 1].
    package func values(at points: some Collection<Double>) -> [Double] {
        points.map { value(at: $0) }
    }

    /// J v: the integral of the series whose mean coefficient (that of T_0) is zero, one degree longer.
    ///
    /// (J v)_k = (v_{k-1} - v_{k+1}) / 2k for k >= 1, with v_0 doubled. O(N), and no digit is lost.
    package var integral: ChebyshevSeries {
        let n = coefficients.count
        guard n > 0 else { return self }
        var result = [Double](repeating: 0, count: n + 1)
        for k in 1...n {
            let below = k == 1 ? 2 * coefficients[0] : coefficients[k - 1]
            let above = k + 1 < n ? coefficients[k + 1] : 0
            result[k] = (below - above) / Double(2 * k)
        }
        return ChebyshevSeries(result)
    }

    /// The derivative with respect to t; loses digits like N^2, used on short series only.
    package var derivative: ChebyshevSeries {
        let n = coefficients.count
        guard n > 1 else { return ChebyshevSeries([0]) }
        var result = [Double](repeating: 0, count: n + 1)
        for k in stride(from: n - 1, through: 1, by: -1) {
            result[k - 1] = result[k + 1] + Double(2 * k) * coefficients[k]
        }
        result[0] /= 2
        return ChebyshevSeries(Array(result[0..<(n - 1)]))
    }

    /// The product with another series, by T_i T_j = (T_{i+j} + T_{|i-j|}) / 2. O(N M).
    package func multiplied(by other: ChebyshevSeries) -> ChebyshevSeries {
        let a = coefficients
        let b = other.coefficients
        guard !a.isEmpty, !b.isEmpty else { return ChebyshevSeries([0]) }
        var result = [Double](repeating: 0, count: a.count + b.count - 1)
        for (i, x) in a.enumerated() where x != 0 {
            for (j, y) in b.enumerated() {
                let half = 0.5 * x * y
                result[i + j] += half
                result[abs(i - j)] += half
            }
        }
        return ChebyshevSeries(result)
    }

    /// The polynomial T_j.
    package static func polynomial(_ index: Int) -> ChebyshevSeries {
        var coefficients = [Double](repeating: 0, count: index + 1)
        coefficients[index] = 1
        return ChebyshevSeries(coefficients)
    }

    /// The first `count` coefficients, zeros appended where there are fewer.
    package func resized(_ count: Int) -> [Double] {
        if coefficients.count >= count { return Array(coefficients[0..<count]) }
        return coefficients + [Double](repeating: 0, count: count - coefficients.count)
    }
}
