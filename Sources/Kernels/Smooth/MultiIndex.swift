/// How often to differentiate in each coordinate: D^α = Π_c ∂^α_c / ∂x_c^α_c.
public struct MultiIndex: Sendable, Hashable, Codable, ExpressibleByArrayLiteral, CustomStringConvertible {
    /// The orders α_c, one per coordinate.
    public var orders: [Int]

    /// The multi-index with the given orders, none negative.
    public init(_ orders: [Int]) {
        precondition(orders.allSatisfy { $0 >= 0 }, "A derivative has no negative order.")
        self.orders = orders
    }

    public init(arrayLiteral elements: Int...) { self.init(elements) }

    /// No derivative, in `dimension` coordinates.
    public static func none(dimension: Int) -> MultiIndex { MultiIndex([Int](repeating: 0, count: dimension)) }

    /// The derivative of the given order along one of `dimension` coordinates.
    public static func along(_ coordinate: Int, order: Int = 1, dimension: Int) -> MultiIndex {
        var orders = [Int](repeating: 0, count: dimension)
        orders[coordinate] = order
        return MultiIndex(orders)
    }

    /// The number of coordinates.
    public var dimension: Int { orders.count }
    /// The order |α| = Σ_c α_c.
    public var total: Int { orders.reduce(0, +) }
    /// The order along one coordinate.
    public subscript(coordinate: Int) -> Int { orders[coordinate] }

    /// The multi-index α + β of a derivative taken after another.
    public static func + (a: MultiIndex, b: MultiIndex) -> MultiIndex {
        MultiIndex(zip(a.orders, b.orders).map(+))
    }

    /// One order more along a coordinate.
    public func raised(along coordinate: Int) -> MultiIndex {
        var copy = self
        copy.orders[coordinate] += 1
        return copy
    }

    public var description: String { "(" + orders.map(String.init).joined(separator: ", ") + ")" }

    /// All α' ≤ α with the remainder α - α' and the product of binomial coefficients Π_c C(α_c, α'_c): the terms of
    /// Leibniz' rule.
    var splittings: [(part: MultiIndex, rest: MultiIndex, coefficient: Double)] {
        var result: [(part: [Int], coefficient: Double)] = [([], 1)]
        for order in orders {
            result = result.flatMap { head in
                (0...order).map { (head.part + [$0], head.coefficient * binomial(order, $0)) }
            }
        }
        return result.map { (MultiIndex($0.part), MultiIndex(zip(orders, $0.part).map(-)), $0.coefficient) }
    }
}

/// The binomial coefficient C(n, k), exact for the small n of derivative orders.
func binomial(_ n: Int, _ k: Int) -> Double {
    guard k >= 0 && k <= n else { return 0 }
    return (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
}

/// The falling product n (n-1) ... (n-k+1).
func fallingProduct(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(1.0) { $0 * Double(n - $1) }
}
