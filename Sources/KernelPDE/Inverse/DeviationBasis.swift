import LinearAlgebra

/// A few states whose squares add up to the variance of many.
enum DeviationBasis {
    /// The part of the variance that may be left out.
    private static let negligible = 1e-10

    /// The principal deviations of weighted states from their mean.
    static func principal(_ states: [[Double]], weights: [Double], mean: [Double]) -> [[Double]] {
        let columns = zip(states, weights).map { state, weight -> Vector in
            let root = weight.squareRoot()
            return Vector(zip(state, mean).map { root * ($0 - $1) })
        }
        let gram = Matrix(rowCount: columns.count, columnCount: columns.count) { dot(columns[$0], columns[$1]) }
        guard let eigen = try? SymmetricEigen(of: gram), let largest = eigen.values.array.max(), largest > 0 else {
            return []
        }
        return eigen.values.indices.compactMap { k in
            guard eigen.values[k] > negligible * largest else { return nil }
            var sum = Vector(count: mean.count)
            for (j, column) in columns.enumerated() { sum.add(column, scaledBy: eigen.vectors[j, k]) }
            return sum.array
        }
    }

    /// The deviations that a covariance of parameters brings about, given the derivative of the state by each.
    static func propagated(_ sensitivities: [[Double]], covariance: Matrix) -> [[Double]] {
        guard let eigen = try? SymmetricEigen(of: covariance), let largest = eigen.values.array.max(), largest > 0 else {
            return []
        }
        return eigen.values.indices.compactMap { k in
            guard eigen.values[k] > negligible * largest else { return nil }
            let root = eigen.values[k].squareRoot()
            var sum = Vector(count: sensitivities[0].count)
            for (j, sensitivity) in sensitivities.enumerated() {
                sum.add(Vector(sensitivity), scaledBy: root * eigen.vectors[j, k])
            }
            return sum.array
        }
    }
}
