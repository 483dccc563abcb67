/// A linear condition sum_i weight_i u^(k_i)(x_i) = value: Dirichlet, Neumann, Robin, initial or periodic.
public struct BoundaryFunctional: Sendable, Equatable {
    /// weight times u^(derivative)(point).
    public struct Term: Sendable, Equatable {
        /// The point x.
        public var point: Double
        /// The order of the derivative.
        public var derivative: Int
        /// The weight, in units of x to the power `derivative` for terms of equal units.
        public var weight: Double

        /// A term of a condition.
        public init(at point: Double, derivative: Int, weight: Double = 1) {
            self.point = point
            self.derivative = derivative
            self.weight = weight
        }
    }

    /// The terms on the left-hand side.
    public var terms: [Term]
    /// The right-hand side.
    public var value: Double

    /// A condition.
    public init(_ terms: [Term], equals value: Double) {
        self.terms = terms
        self.value = value
    }

    /// u(point) = value.
    public static func dirichlet(at point: Double, value: Double) -> BoundaryFunctional {
        BoundaryFunctional([Term(at: point, derivative: 0)], equals: value)
    }

    /// u'(point) = value.
    public static func neumann(at point: Double, value: Double) -> BoundaryFunctional {
        BoundaryFunctional([Term(at: point, derivative: 1)], equals: value)
    }

    /// solutionWeight u(point) + slopeWeight u'(point) = value.
    public static func robin(
        at point: Double, solutionWeight: Double, slopeWeight: Double, value: Double
    ) -> BoundaryFunctional {
        BoundaryFunctional(
            [
                Term(at: point, derivative: 0, weight: solutionWeight),
                Term(at: point, derivative: 1, weight: slopeWeight),
            ], equals: value)
    }
}
