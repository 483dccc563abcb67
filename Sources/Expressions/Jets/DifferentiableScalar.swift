#if canImport(Glibc)
    import Glibc
#endif

/// Anything formulas can be evaluated on: numbers, and truncated Taylor series (jets), whose coefficients are then
/// exact derivatives.
public protocol DifferentiableScalar: Sendable {
    /// The ring and field operations.
    static func + (a: Self, b: Self) -> Self
    /// Difference.
    static func - (a: Self, b: Self) -> Self
    /// Product.
    static func * (a: Self, b: Self) -> Self
    /// Quotient.
    static func / (a: Self, b: Self) -> Self

    /// The value without derivatives; comparisons and kinks look at it alone.
    var value: Double { get }

    /// A constant of the same kind (for jets: the same order and variables).
    func constant(_ value: Double) -> Self

    /// f(self).
    func applying(_ function: ElementaryFunction) -> Self

    /// self^exponent for a constant exponent.
    func raised(to exponent: Double) -> Self

    /// self^exponent.
    func raised(to exponent: Self) -> Self
}

extension DifferentiableScalar {
    /// The opposite.
    public static prefix func - (a: Self) -> Self { a.constant(0) - a }

    /// exp(exponent log(self)), defined for a positive base.
    public func raised(to exponent: Self) -> Self { (exponent * applying(.log)).applying(.exp) }

    /// self^exponent by repeated squaring, O(log |exponent|) products; any base, and 0^0 = 1.
    public func raised(to exponent: Int) -> Self {
        var result: Self?
        var square = self
        var remaining = exponent.magnitude
        while remaining > 0 {
            if remaining & 1 == 1 { result = result.map { $0 * square } ?? square }
            remaining >>= 1
            if remaining > 0 { square = square * square }
        }
        let power = result ?? constant(1)
        return exponent < 0 ? constant(1) / power : power
    }
}

extension ElementaryFunction {
    /// The function's value, with its derivatives on jets.
    public func callAsFunction<S: DifferentiableScalar>(_ x: S) -> S { x.applying(self) }
}

extension Double: DifferentiableScalar {
    /// The number itself.
    public var value: Double { self }

    /// The number.
    public func constant(_ value: Double) -> Double { value }

    /// f(self), NaN outside the domain of f.
    public func applying(_ function: ElementaryFunction) -> Double { function(self) }

    /// self^exponent; NaN for a negative base and a fractional exponent.
    public func raised(to exponent: Double) -> Double { Glibc.pow(self, exponent) }
}
