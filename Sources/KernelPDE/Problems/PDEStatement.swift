import LinearAlgebra

/// A problem in words: every text a problem may be stated with, before any kind of problem has read it.
///
///     let statement = PDEStatement(
///         variables: [.init("x", "0", "1"), .init("t", "0", "1")], equations: ["u_t = u_xx"],
///         conditions: [.init(on: "t = 0", "u = sin(pi*x)"), .init(on: "x = min", "u = 0"), .init(on: "x = max", "u = 0")])
///     let solution = try statement.problem().solve()
///
/// ``problem()`` chooses the kind of problem it states: by the number of variables and of unknown functions, an irregular
/// domain, observations, and unknown coefficients.
public struct PDEStatement: Sendable, Equatable {
    /// A variable with the texts of its bounds, constant formulas such as `2*pi`.
    public struct Variable: Sendable, Hashable {
        /// The name, as used in formulas.
        public var name: String
        /// The lower bound.
        public var lower: String
        /// The upper bound.
        public var upper: String

        /// A variable between two bounds.
        public init(_ name: String, _ lower: String, _ upper: String) {
            self.name = name
            self.lower = lower
            self.upper = upper
        }
    }

    /// The variables, one to four, in order.
    public var variables: [Variable]
    /// The unknown functions, one to three.
    public var functions: [String]
    /// The equations `left = right`, as many as unknown functions.
    public var equations: [String]
    /// What holds on the boundary, or as an integral over the domain.
    public var conditions: [StatedCondition]
    /// The exact solution by function, where it is known.
    public var exact: [String: String]
    /// Named constants.
    public var parameters: [String: Double]
    /// Coefficients that are to be inferred.
    public var unknowns: [UnknownCoefficient]
    /// Measurements.
    public var observations: PointObservations?
    /// An inequality such as `x^2 + y^2 < 1` that holds inside an irregular domain; nil is the whole box.
    public var domain: String?

    /// A problem of the given texts.
    public init(
        variables: [Variable], functions: [String] = ["u"], equations: [String], conditions: [StatedCondition] = [],
        exact: [String: String] = [:], parameters: [String: Double] = [:], unknowns: [UnknownCoefficient] = [],
        observations: PointObservations? = nil, domain: String? = nil
    ) {
        self.variables = variables
        self.functions = functions
        self.equations = equations
        self.conditions = conditions
        self.exact = exact
        self.parameters = parameters
        self.unknowns = unknowns
        self.observations = observations
        self.domain = domain
    }
}

/// A coefficient of an equation that is to be inferred from observations: a constant within bounds, or a field, a function of
/// some of the variables with a process as its prior.
public struct UnknownCoefficient: Sendable, Hashable {
    /// The name, as used in formulas.
    public var name: String
    /// The variables a field depends on; none for a constant.
    public var arguments: [String]
    /// The smallest value it may take.
    public var lower: Double
    /// The largest value it may take.
    public var upper: Double

    /// A coefficient between bounds, which may be infinite.
    public init(_ name: String, of arguments: [String] = [], from lower: Double, through upper: Double) {
        self.name = name
        self.arguments = arguments
        self.lower = lower
        self.upper = upper
    }
}

/// Measurements of unknown functions at points.
public struct PointObservations: Sendable, Equatable {
    /// Measurements of one function.
    public struct Series: Sendable, Equatable {
        /// The function, e.g. `u`.
        public var function: String
        /// The values, one a point; not a number where this function was not measured.
        public var values: Vector

        /// The values of a function at the points.
        public init(_ function: String, _ values: Vector) {
            self.function = function
            self.values = values
        }
    }

    /// Where it was measured: one row a point, one column a variable, in the order of the statement.
    public var points: Matrix
    /// What was measured there.
    public var series: [Series]
    /// The standard deviation of the noise, one a point; nil is to be inferred.
    public var standardDeviation: Vector?

    /// Measurements at points.
    public init(points: Matrix, series: [Series], standardDeviation: Vector? = nil) {
        self.points = points
        self.series = series
        self.standardDeviation = standardDeviation
    }
}
