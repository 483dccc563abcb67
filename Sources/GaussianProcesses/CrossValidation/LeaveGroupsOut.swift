#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// What each group of observations is predicted to be from all other groups, at unchanged parameters.
public struct LeaveGroupsOut: Sendable, Equatable {
    /// The groups.
    public var folds: Folds
    /// The n predictions of the observations, in the order of the rows; noise is in their variance.
    public var prediction: Prediction
    /// log p(y_G | all others), jointly for each group, in nats.
    public var logDensities: [Double]

    /// Σ_G log p(y_G | all others).
    public var logPseudoLikelihood: Double { logDensities.reduce(0, +) }
}

/// The inverse blocks B_G = ((C⁻¹)_GG)⁻¹ and the deviations β_G = B_G α_G that all leave-out formulas are made of.
struct LeftOutGroup {
    let rows: [Int]
    /// The factor of (C⁻¹)_GG.
    let precision: Cholesky
    /// β_G = y_G - μ_G.
    let deviations: Vector
    /// log p(y_G | others).
    let logDensity: Double

    init(_ rows: [Int], inverse: Matrix, weights: Vector) throws(ProcessError) {
        self.rows = rows
        let block = Matrix(rowCount: rows.count, columnCount: rows.count) { inverse[rows[$0], rows[$1]] }
        do { precision = try Cholesky(of: block) } catch { throw ProcessError(error) }
        let alpha = Vector(rows.map { weights[$0] })
        deviations = precision.solve(Matrix(column: alpha)).flattened
        logDensity = gaussianLogDensity(dot(alpha, deviations), -precision.logDeterminant, rows.count)
    }
}

extension Posterior {
    /// Predictions of every group from the others, in closed form without refitting.
    ///
    /// With C⁻¹ and α = C⁻¹ (y - m): mean y_G - ((C⁻¹)_GG)⁻¹ α_G and covariance ((C⁻¹)_GG)⁻¹.
    ///
    /// - Complexity: O(n³ + Σ_G |G|³).
    /// - Source: block form of Rasmussen and Williams (2006), eq. 5.12; Ginsbourger and Schärer, Fast calculation of
    ///   Gaussian process multiple-fold cross-validation residuals and their covariances (2021).
    /// - Throws: ``CrossValidationError`` when the groups are not of these rows, and ``ProcessError``.
    public func leaveOut(_ folds: Folds) throws -> LeaveGroupsOut {
        let n = observations.count
        guard folds.rowCount == n else {
            throw CrossValidationError.rowCount(folds: folds.rowCount, observations: n)
        }
        let inverse = factor.inverse()
        var mean = observations.y
        var variance = Vector(count: n)
        var logDensities: [Double] = []
        for rows in folds.groups {
            let group = try LeftOutGroup(rows, inverse: inverse, weights: weights)
            let diagonal = group.precision.inverse().diagonal
            for (i, row) in rows.enumerated() {
                mean[row] -= group.deviations[i]
                variance[row] = diagonal[i]
            }
            logDensities.append(group.logDensity)
        }
        return LeaveGroupsOut(
            folds: folds, prediction: Prediction(mean: mean, variance: variance), logDensities: logDensities)
    }
}
