import LinearAlgebra

/// The mean and population standard deviation of a list of numbers, free of overflow.
struct Moments: Sendable, Equatable {
    let mean: Double
    /// The square root of the mean squared deviation, divided by n; zero for equal numbers.
    let standardDeviation: Double

    /// Whether all numbers are equal.
    var isConstant: Bool { standardDeviation == 0 }
    /// What to divide deviations by: the standard deviation, or one where there is none.
    var scale: Double { isConstant ? 1 : standardDeviation }

    init(of values: Vector) {
        // Equal numbers have no deviation, whatever rounding makes of their mean.
        guard values.count > 1, !values.allSatisfy({ $0 == values[0] }) else {
            mean = values.first ?? 0
            standardDeviation = 0
            return
        }
        let magnitude = values.maximumMagnitude
        let center = magnitude * (values.mapped { $0 / magnitude }.mean)
        mean = center
        let deviations = values.mapped { $0 - center }
        standardDeviation = deviations.norm / Double(values.count).squareRoot()
    }

    func standardized(_ value: Double) -> Double { (value - mean) / scale }
}
