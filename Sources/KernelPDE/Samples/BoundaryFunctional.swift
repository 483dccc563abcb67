/// A linear condition sum_k alpha_k u^(k)(x_0) = value: Dirichlet, Neumann, Robin or initial.
public struct BoundaryFunctional: Sendable, Equatable {
    /// The point x_0.
    public var point: Double
    /// alpha_0, alpha_1, ..., in units of x to the power k.
    public var coefficients: [Double]
    /// The right-hand side.
    public var value: Double

    /// A condition with a coefficient for every derivative, u itself first.
    public init(at point: Double, coefficients: [Double], value: Double) {
        self.point = point
        self.coefficients = coefficients
        self.value = value
    }

    /// u(point) = value.
    public static func dirichlet(at point: Double, value: Double) -> BoundaryFunctional {
        BoundaryFunctional(at: point, coefficients: [1], value: value)
    }

    /// u'(point) = value.
    public static func neumann(at point: Double, value: Double) -> BoundaryFunctional {
        BoundaryFunctional(at: point, coefficients: [0, 1], value: value)
    }
}
