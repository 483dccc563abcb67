import Kernels
import LinearAlgebra

/// Observed values of linear functionals of an unknown function: derivatives, integrals, averages, differences.
///
/// Every entry is finite and the shapes agree, because the initialiser says so.
public struct FunctionalObservations: Sendable, Equatable {
    /// The n functionals.
    public let functionals: [LinearFunctional]
    /// The n observed values, each in the units of its functional.
    public let values: Vector
    /// The n noise variances, each in the squared units of its functional; zero for exact values. The noise variance of a
    /// process is not added to them: it has the units of function values.
    public let noiseVariances: Vector

    /// The number of observations, n.
    public var count: Int { functionals.count }
    /// The number of coordinates of a point, d.
    public let inputDimension: Int

    /// Observed values of functionals, exact unless noise variances are given.
    ///
    /// - Throws: ``ObservationError`` when there are none, counts or dimensions disagree, an entry is NaN or infinite, a
    ///   functional has no terms, or a variance is negative. Rows count functionals.
    public init(
        _ functionals: [LinearFunctional], _ values: Vector, noiseVariances: Vector? = nil
    ) throws(ObservationError) {
        guard !functionals.isEmpty || values.count > 0 else { throw .empty }
        guard functionals.count == values.count else {
            throw .targetCount(rows: functionals.count, targets: values.count)
        }
        inputDimension = try validatedDimension(of: functionals)
        if let row = values.firstIndex(where: { !$0.isFinite }) {
            throw .targetNotFinite(row: row, value: values[row])
        }
        let variances = noiseVariances ?? Vector(count: values.count)
        guard variances.count == values.count else {
            throw .noiseVarianceCount(rows: values.count, variances: variances.count)
        }
        if let row = variances.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .noiseVarianceNotValid(row: row, value: variances[row])
        }
        self.functionals = functionals
        self.values = values
        self.noiseVariances = variances
    }

    /// The gradients of the function at the rows of `x`: n times d partial derivatives, point after point.
    ///
    /// - Parameter gradients: n-by-d, in the units of the outputs per unit of the inputs.
    /// - Throws: ``ObservationError``, as for the general form.
    public init(
        gradients: Matrix, at x: Matrix, noiseVariance: Double = 0
    ) throws(ObservationError) {
        guard gradients.rowCount == x.rowCount else {
            throw .targetCount(rows: x.rowCount, targets: gradients.rowCount)
        }
        guard gradients.columnCount == x.columnCount else {
            throw .inputDimension(expected: gradients.columnCount, found: x.columnCount)
        }
        try self.init(
            (0..<x.rowCount).flatMap { LinearFunctional.gradient(at: x.row($0).array) },
            gradients.transposed.flattened, noiseVariances: Vector(count: x.count, repeating: noiseVariance))
    }
}

/// The common number of coordinates of functionals with terms and finite numbers.
func validatedDimension(of functionals: [LinearFunctional]) throws(ObservationError) -> Int {
    var dimension: Int?
    for (row, functional) in functionals.enumerated() {
        guard !functional.terms.isEmpty else { throw .emptyFunctional(row: row) }
        for term in functional.terms {
            guard !term.point.isEmpty else { throw .noColumns }
            if let dimension, dimension != term.point.count {
                throw .inputDimension(expected: dimension, found: term.point.count)
            }
            dimension = term.point.count
            if let column = term.point.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(row: row, column: column, value: term.point[column])
            }
            guard term.coefficient.isFinite else {
                throw .targetNotFinite(row: row, value: term.coefficient)
            }
        }
    }
    return dimension ?? 0
}
