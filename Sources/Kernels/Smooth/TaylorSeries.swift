#if canImport(Glibc)
    import Glibc
#endif

// Goals: exact mixed derivatives of any order of a kernel given by a formula, for families that have no closed form of
// them. A series is truncated to the box of orders that is asked for: the coefficient of Π h_v^i_v with i_v ≤ n_v for each
// variable v. Products convolve; functions of one variable are composed by Horner's rule in a - a(0). Rejected: nested
// dual numbers (2^n parts), and differences, which lose half of the digits at the second order.

/// A Taylor series in several variables, truncated at an order for each: a number to calculate with.
public struct TaylorSeries: Sendable {
    /// The highest order n_v kept of each variable.
    public let orders: [Int]
    /// The coefficients, the first variable running fastest.
    private var coefficients: [Double]

    private init(orders: [Int], coefficients: [Double]) {
        self.orders = orders
        self.coefficients = coefficients
    }

    /// A constant.
    public init(_ value: Double, orders: [Int]) {
        let count = orders.reduce(1) { $0 * ($1 + 1) }
        self.init(orders: orders, coefficients: [value] + [Double](repeating: 0, count: count - 1))
    }

    /// A variable at a value.
    public init(_ value: Double, variable: Int, orders: [Int]) {
        self.init(value, orders: orders)
        if orders[variable] > 0 { coefficients[orders[..<variable].reduce(1) { $0 * ($1 + 1) }] = 1 }
    }

    /// The value at the centre.
    public var value: Double { coefficients[0] }

    /// The mixed derivative of the highest order in every variable.
    public var topDerivative: Double {
        orders.reduce(coefficients[coefficients.count - 1]) { $0 * fallingProduct($1, $1) }
    }

    /// The sum.
    public static func + (a: TaylorSeries, b: TaylorSeries) -> TaylorSeries {
        TaylorSeries(orders: a.orders, coefficients: zip(a.coefficients, b.coefficients).map(+))
    }

    /// The difference.
    public static func - (a: TaylorSeries, b: TaylorSeries) -> TaylorSeries {
        TaylorSeries(orders: a.orders, coefficients: zip(a.coefficients, b.coefficients).map(-))
    }

    /// The sum with a constant.
    public static func + (a: TaylorSeries, b: Double) -> TaylorSeries {
        var result = a
        result.coefficients[0] += b
        return result
    }

    /// The product with a constant.
    public static func * (a: Double, b: TaylorSeries) -> TaylorSeries {
        TaylorSeries(orders: b.orders, coefficients: b.coefficients.map { a * $0 })
    }

    /// The product.
    public static func * (a: TaylorSeries, b: TaylorSeries) -> TaylorSeries {
        var result = [Double](repeating: 0, count: a.coefficients.count)
        for (i, left) in a.coefficients.enumerated() where left != 0 {
            for (j, right) in b.coefficients.enumerated() where right != 0 && a.contains(i, plus: j) {
                result[i + j] += left * right
            }
        }
        return TaylorSeries(orders: a.orders, coefficients: result)
    }

    /// Whether the sum of the orders at two places is kept.
    private func contains(_ i: Int, plus j: Int) -> Bool {
        var (i, j) = (i, j)
        for order in orders {
            if i % (order + 1) + j % (order + 1) > order { return false }
            i /= order + 1
            j /= order + 1
        }
        return true
    }

    /// f(a), where `expansion` gives the Taylor coefficients f^(k)(v)/k! of f at the value v, k = 0, ..., n.
    public func composed(_ expansion: (_ value: Double, _ count: Int) -> [Double]) -> TaylorSeries {
        let terms = expansion(value, orders.reduce(0, +) + 1)
        var step = self
        step.coefficients[0] = 0
        var result = TaylorSeries(terms[terms.count - 1], orders: orders)
        for term in terms.dropLast().reversed() { result = result * step + term }
        return result
    }

    /// e^a.
    public var exponential: TaylorSeries {
        composed { value, count in
            var term = exp(value)
            return (0..<count).map { k in
                defer { term /= Double(k + 1) }
                return term
            }
        }
    }

    /// a^p for a > 0.
    public func raised(to p: Double) -> TaylorSeries {
        composed { value, count in
            var term = pow(value, p)
            return (0..<count).map { k in
                defer { term *= (p - Double(k)) / Double(k + 1) / value }
                return term
            }
        }
    }

    /// The arc tangent of a.
    public var arcTangent: TaylorSeries {
        composed { value, count in
            // The coefficients c of 1/(1 + (v + h)²) obey (1 + v²) c_k = -2v c_(k-1) - c_(k-2).
            var slopes: [Double] = []
            for k in 0..<count {
                let head: Double = k == 0 ? 1 : 0
                let one = k > 0 ? 2 * value * slopes[k - 1] : 0
                let two = k > 1 ? slopes[k - 2] : 0
                slopes.append((head - one - two) / (1 + value * value))
            }
            return [atan(value)] + (1..<Swift.max(count, 1)).map { slopes[$0 - 1] / Double($0) }
        }
    }
}
