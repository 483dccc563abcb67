import LinearAlgebra

/// A system at a resolution: what a state (the coefficients of all functions) is worth at the nodes.
///
/// States are plain arrays that can be added and scaled. In one variable a state holds the coefficients on every piece; in two
/// the coefficients in the bases of homogeneous conditions, to which a lift is added.
protocol SystemDiscretization: Sendable {
    var formulation: SystemFormulation { get }
    /// The coordinates of the nodes, one array a variable.
    var nodes: [[Double]] { get }
    /// The coordinates of the nodes between them at which a solution is judged.
    var checkNodes: [[Double]] { get }
    /// The state in which Newton's method starts.
    var zero: [Double] { get }

    /// The derivatives of the formulation at the nodes; `isHomogeneous` leaves out what meets the conditions' values.
    func values(_ state: [Double], isHomogeneous: Bool) -> [[Double]]
    /// The derivatives of the formulation at the nodes of the check.
    func checkValues(_ state: [Double]) -> [[Double]]
    /// A function known at the nodes of the check, cut to this resolution, at the nodes.
    func restricted(_ checkValues: [Double]) -> [Double]
    /// The linear operator with the given slopes at the nodes.
    func linearized(_ slopes: [[[Double]?]]) throws(PDEError) -> any SystemOperator
    /// The root mean square of a function over the domain.
    func rootMeanSquare(_ state: [Double], function: Int, isHomogeneous: Bool) -> Double
    /// The last coefficients of a function, relative to its largest one.
    func tail(_ state: [Double], function: Int) -> Double
    /// A derivative of a function at points (one row a point).
    func evaluate(
        _ state: [Double], function: Int, orders: [Int], at points: Matrix, isHomogeneous: Bool
    ) -> Vector
}

extension SystemDiscretization {
    func values(_ state: [Double]) -> [[Double]] { values(state, isHomogeneous: false) }
}

/// A linearised system, factored: J = sum of slopes times derivatives, under the conditions.
protocol SystemOperator: Sendable {
    /// An estimate of the reciprocal condition number of the factored parts, zero where singular.
    var reciprocalCondition: Double { get }
    /// The full Newton iterate: J (next - state) = -residual, and next meets the conditions.
    func iterate(from state: [Double], residuals: [[Double]]) throws(PDEError) -> [Double]
    /// The solution of J s = source under homogeneous conditions.
    func response(to sources: [[Double]]) throws(PDEError) -> [Double]
}
