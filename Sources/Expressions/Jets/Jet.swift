/// A Taylor series in one variable, cut after a power chosen at run time.
///
///     f(x + t) = c_0 + c_1 t + ... + c_n t^n,   c_k = f^(k)(x) / k!
///
/// Arithmetic is exact up to rounding; a product costs O(n^2). The recurrences of the functions follow from their
/// differential equations (Griewank & Walther, Evaluating Derivatives, 2nd ed., chapter 13).
public struct Jet: Sendable, Hashable {
    /// c_0, ..., c_n.
    public internal(set) var coefficients: [Double]

    /// A series given by its coefficients, at least one.
    public init(coefficients: [Double]) {
        precondition(!coefficients.isEmpty, "A jet has at least its value.")
        self.coefficients = coefficients
    }

    /// The variable itself, at a value: x + t.
    public init(variable value: Double, order: Int) {
        precondition(order >= 0, "A jet has no negative order.")
        coefficients = [Double](repeating: 0, count: order + 1)
        coefficients[0] = value
        if order > 0 { coefficients[1] = 1 }
    }

    /// The highest power.
    public var order: Int { coefficients.count - 1 }

    /// The derivative of the given order, k! c_k.
    public func derivative(_ order: Int) -> Double {
        (0..<order).reduce(coefficients[order]) { $0 * Double($1 + 1) }
    }
}

extension Jet: DifferentiableScalar {
    /// c_0.
    public var value: Double { coefficients[0] }

    /// A constant of the same order.
    public func constant(_ value: Double) -> Jet {
        var result = [Double](repeating: 0, count: coefficients.count)
        result[0] = value
        return Jet(coefficients: result)
    }

    /// Sum.
    public static func + (a: Jet, b: Jet) -> Jet { a.zipped(b) { $0 + $1 } }

    /// Difference.
    public static func - (a: Jet, b: Jet) -> Jet { a.zipped(b) { $0 - $1 } }

    /// Product, by convolution.
    public static func * (a: Jet, b: Jet) -> Jet {
        precondition(a.order == b.order, "Jets of different order.")
        return a.generating { k, _ in
            (0...k).reduce(0) { $0 + a.coefficients[$1] * b.coefficients[k - $1] }
        }
    }

    /// Quotient, by b q = a solved power by power.
    public static func / (a: Jet, b: Jet) -> Jet {
        precondition(a.order == b.order, "Jets of different order.")
        return a.generating { k, q in
            (0..<k).reduce(a.coefficients[k]) { $0 - q[$1] * b.coefficients[k - $1] } / b.coefficients[0]
        }
    }

    private func zipped(_ other: Jet, _ combine: (Double, Double) -> Double) -> Jet {
        precondition(order == other.order, "Jets of different order.")
        return Jet(coefficients: zip(coefficients, other.coefficients).map(combine))
    }

    /// A jet of the same order whose coefficient k comes from those before it.
    func generating(_ next: (Int, [Double]) -> Double) -> Jet {
        var result: [Double] = []
        result.reserveCapacity(coefficients.count)
        for k in coefficients.indices { result.append(next(k, result)) }
        return Jet(coefficients: result)
    }
}
