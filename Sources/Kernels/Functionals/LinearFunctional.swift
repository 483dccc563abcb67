import LinearAlgebra

/// A linear functional of a function in d coordinates: L f = Σ_t c_t D^α_t f(x_t), a finite sum of values and derivatives.
///
/// Values, partial derivatives, finite differences, averages and integrals (by a quadrature rule, which *is* such a sum)
/// all have this form; so have their sums and multiples. Covariances of functionals of a process follow from its kernel,
/// cov(L f, M f) = Σ_st c_s d_t D_x^α_s D_z^β_t k(x_s, z_t), and are positive semidefinite whatever the functionals.
public struct LinearFunctional: Sendable, Equatable {
    /// One term c D^α f(x).
    public struct Term: Sendable, Equatable {
        /// The factor c.
        public var coefficient: Double
        /// How often to differentiate in each coordinate, α.
        public var derivative: MultiIndex
        /// The point x, of d coordinates.
        public var point: [Double]

        /// The term `coefficient` D^`derivative` f(`point`).
        public init(coefficient: Double = 1, derivative: MultiIndex, point: [Double]) {
            precondition(
                derivative.dimension == point.count,
                "A derivative in \(derivative.dimension) coordinates is not taken at a point of \(point.count).")
            self.coefficient = coefficient
            self.derivative = derivative
            self.point = point
        }
    }

    /// The terms; they all have the same number of coordinates.
    public var terms: [Term]

    /// The sum of the given terms.
    public init(_ terms: [Term]) {
        self.terms = terms
    }

    /// The value f(x).
    public static func value(at point: [Double]) -> LinearFunctional {
        derivative(.none(dimension: point.count), at: point)
    }

    /// The derivative D^α f(x).
    public static func derivative(_ index: MultiIndex, at point: [Double]) -> LinearFunctional {
        LinearFunctional([Term(derivative: index, point: point)])
    }

    /// The partial derivative ∂f/∂x_c at a point.
    public static func slope(along coordinate: Int, at point: [Double]) -> LinearFunctional {
        derivative(.along(coordinate, dimension: point.count), at: point)
    }

    /// The d partial derivatives of f at a point.
    public static func gradient(at point: [Double]) -> [LinearFunctional] {
        point.indices.map { slope(along: $0, at: point) }
    }

    /// The derivative of f at a point in a direction v, Σ_c v_c ∂f/∂x_c.
    public static func directionalDerivative(along direction: [Double], at point: [Double]) -> LinearFunctional {
        precondition(direction.count == point.count, "A direction has as many coordinates as the point.")
        return LinearFunctional(
            direction.indices.map {
                Term(coefficient: direction[$0], derivative: .along($0, dimension: point.count), point: point)
            })
    }

    /// The Laplacian Σ_c ∂²f/∂x_c² at a point.
    public static func laplacian(at point: [Double]) -> LinearFunctional {
        LinearFunctional(
            point.indices.map { Term(derivative: .along($0, order: 2, dimension: point.count), point: point) })
    }

    /// The functional `scale` times `functional`.
    public static func * (scale: Double, functional: LinearFunctional) -> LinearFunctional {
        LinearFunctional(
            functional.terms.map {
                Term(coefficient: scale * $0.coefficient, derivative: $0.derivative, point: $0.point)
            })
    }

    /// The sum of two functionals.
    public static func + (left: LinearFunctional, right: LinearFunctional) -> LinearFunctional {
        LinearFunctional(left.terms + right.terms)
    }

    /// The difference of two functionals.
    public static func - (left: LinearFunctional, right: LinearFunctional) -> LinearFunctional {
        left + -1 * right
    }
}

extension Matrix {
    /// The values of f at the rows as functionals.
    public var valueFunctionals: [LinearFunctional] { (0..<rowCount).map { .value(at: row($0).array) } }
}
