#if canImport(Glibc)
    import Glibc
#endif

/// The log-likelihood of observations under normal noise of given or unknown standard deviation.
///
/// Given: -1/2 sum ((y - f) / sd)^2. Unknown, one standard deviation a function with density 1/sd: integrated in closed form,
/// -n/2 log sum (y - f)^2 for the n values of each function.
struct Misfit: Sendable {
    let data: ObservedData

    /// Below this part of the data's size, residuals are rounding.
    private static let floor = 1e-12

    func logLikelihood(_ predictions: [Double]) -> Double {
        guard predictions.allSatisfy(\.isFinite) else { return -.infinity }
        if let deviations = data.standardDeviations {
            return -0.5
                * zip(zip(data.values, predictions), deviations).reduce(0.0) { sum, item in
                    let r = (item.0.0 - item.0.1) / item.1
                    return sum + r * r
                }
        }
        return data.groups.reduce(0) { $0 - 0.5 * Double($1.range.count) * log(squares($1, predictions)) }
    }

    /// 1 / variance of every value; an unknown variance is the mean square of its function's residuals.
    func precisions(_ predictions: [Double]) -> [Double] {
        if let deviations = data.standardDeviations { return deviations.map { 1 / ($0 * $0) } }
        return data.groups.flatMap { group in
            [Double](
                repeating: Double(group.range.count) / squares(group, predictions), count: group.range.count)
        }
    }

    private func squares(_ group: ObservedData.Group, _ predictions: [Double]) -> Double {
        let least = Self.floor * data.scale(group)
        return group.range.reduce(Double(group.range.count) * least * least) { sum, i in
            let r = data.values[i] - predictions[i]
            return sum + r * r
        }
    }
}
