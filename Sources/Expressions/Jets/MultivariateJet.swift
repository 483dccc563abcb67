/// A Taylor polynomial in several variables, cut at a total order.
///
///     f(x + t) = sum_{|a| <= n} c_a t^a,   c_a = D^a f(x) / a!
///
/// Meant for up to four variables and total order up to four (70 coefficients). A product costs one multiplication
/// for each pair of powers that stays within the order.
public struct MultivariateJet: Sendable {
    let layout: JetLayout

    /// The coefficients c_a, powers by total degree.
    private(set) var coefficients: [Double]

    private init(_ layout: JetLayout, _ coefficients: [Double]) {
        self.layout = layout
        self.coefficients = coefficients
    }

    /// The variables x_i + t_i at a point; without coordinates, the constant one alone.
    public static func variables(at point: [Double], order: Int) -> [MultivariateJet] {
        let layout = JetLayout(variableCount: point.count, order: order)
        return point.indices.map { variable in
            var coefficients = [Double](repeating: 0, count: layout.count)
            coefficients[0] = point[variable]
            var powers = [Int](repeating: 0, count: point.count)
            powers[variable] = 1
            if let index = layout.index[powers] { coefficients[index] = 1 }
            return MultivariateJet(layout, coefficients)
        }
    }

    /// The partial derivative of the given orders, one per variable; their sum is at most the jet's order.
    public func derivative(_ orders: [Int]) -> Double {
        let index = layout.index[orders]
        precondition(index != nil, "A derivative needs one order per variable, in sum at most \(layout.order).")
        let coefficient = index.map { coefficients[$0] } ?? .nan
        return orders.reduce(coefficient) { product, order in
            (0..<order).reduce(product) { $0 * Double($1 + 1) }
        }
    }
}

extension MultivariateJet: DifferentiableScalar {
    /// The value at the point.
    public var value: Double { coefficients[0] }

    /// A constant of the same variables and order.
    public func constant(_ value: Double) -> MultivariateJet {
        var result = [Double](repeating: 0, count: layout.count)
        result[0] = value
        return MultivariateJet(layout, result)
    }

    /// Sum.
    public static func + (a: MultivariateJet, b: MultivariateJet) -> MultivariateJet { a.zipped(b) { $0 + $1 } }

    /// Difference.
    public static func - (a: MultivariateJet, b: MultivariateJet) -> MultivariateJet { a.zipped(b) { $0 - $1 } }

    /// Product, cut at the order.
    public static func * (a: MultivariateJet, b: MultivariateJet) -> MultivariateJet {
        a.requireSameShape(b)
        var result = [Double](repeating: 0, count: a.layout.count)
        for product in a.layout.products {
            result[product.target] += a.coefficients[product.first] * b.coefficients[product.second]
        }
        return MultivariateJet(a.layout, result)
    }

    /// Quotient.
    public static func / (a: MultivariateJet, b: MultivariateJet) -> MultivariateJet {
        a * b.composed { $0.constant(1) / $0 }
    }

    /// f(self): the Taylor series of f put around the value.
    public func applying(_ function: ElementaryFunction) -> MultivariateJet {
        composed { $0.applying(function) }
    }

    /// self^exponent for a constant exponent.
    public func raised(to exponent: Double) -> MultivariateJet {
        if let whole = Int(exactly: exponent), whole.magnitude <= 64 { return raised(to: whole) }
        return composed { $0.raised(to: exponent) }
    }

    /// self^exponent; a constant exponent does not need a positive base.
    public func raised(to exponent: MultivariateJet) -> MultivariateJet {
        if exponent.coefficients.dropFirst().allSatisfy({ $0 == 0 }) { return raised(to: exponent.value) }
        return (exponent * applying(.log)).applying(.exp)
    }

    /// f(self) by Horner's rule in h = self - value, with f's series in one variable at the value.
    private func composed(_ function: (Jet) -> Jet) -> MultivariateJet {
        let series = function(Jet(variable: value, order: layout.order)).coefficients
        var increment = self
        increment.coefficients[0] = 0
        var result = constant(series[layout.order])
        for coefficient in series.dropLast().reversed() {
            result = result * increment
            result.coefficients[0] += coefficient
        }
        return result
    }

    private func zipped(_ other: MultivariateJet, _ combine: (Double, Double) -> Double) -> MultivariateJet {
        requireSameShape(other)
        return MultivariateJet(layout, zip(coefficients, other.coefficients).map(combine))
    }

    private func requireSameShape(_ other: MultivariateJet) {
        precondition(
            layout === other.layout
                || (layout.variableCount == other.layout.variableCount && layout.order == other.layout.order),
            "Jets of different variables or order.")
    }
}
