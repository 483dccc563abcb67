import LinearAlgebra

/// Observations as one list of values, those of the same function together.
struct ObservedData: Sendable {
    /// The points where a function was observed, one group a function.
    struct Group: Sendable {
        let function: Int
        let points: Matrix
        /// The places of its values in the list.
        let range: Range<Int>
    }

    let groups: [Group]
    let values: [Double]
    /// The standard deviation of the noise of every value; nil is to be inferred, one a group.
    let standardDeviations: [Double]?

    init(
        _ observations: PointObservations, variables: [DomainVariable], functions: [String]
    ) throws(PDEError) {
        let points = observations.points
        guard points.columnCount == variables.count else {
            throw .unusableObservations(
                reason: "the points have \(points.columnCount) coordinates, the problem \(variables.count) variables.")
        }
        for i in 0..<points.rowCount {
            for (axis, variable) in variables.enumerated() {
                let x = points[i, axis]
                let slack = 1e-9 * variable.length
                guard x >= variable.lower - slack, x <= variable.upper + slack else {
                    throw .unusableObservations(
                        reason: "\(variable.name) = \(x) in row \(i + 1) lies outside [\(variable.lower), \(variable.upper)].")
                }
            }
        }
        if let noise = observations.standardDeviation {
            guard noise.count == points.rowCount else {
                throw .unusableObservations(
                    reason: "\(noise.count) standard deviations for \(points.rowCount) points.")
            }
            if let i = noise.array.firstIndex(where: { !($0 > 0) || !$0.isFinite }) {
                throw .unusableObservations(
                    reason: "the standard deviation in row \(i + 1) is \(noise[i]); it must be positive.")
            }
        }
        var groups: [Group] = []
        var values: [Double] = []
        var deviations: [Double] = []
        for series in observations.series {
            guard let function = functions.firstIndex(of: series.function) else {
                throw .unusableObservations(reason: "\(series.function) is no unknown function of the problem.")
            }
            guard series.values.count == points.rowCount else {
                throw .unusableObservations(
                    reason: "\(series.values.count) values of \(series.function) for \(points.rowCount) points.")
            }
            let rows = (0..<points.rowCount).filter { !series.values[$0].isNaN }
            if let i = rows.first(where: { !series.values[$0].isFinite }) {
                throw .unusableObservations(reason: "the value of \(series.function) in row \(i + 1) is not finite.")
            }
            guard !rows.isEmpty else { continue }
            groups.append(
                Group(
                    function: function, points: points.rows(rows), range: values.count..<(values.count + rows.count)))
            values += rows.map { series.values[$0] }
            if let noise = observations.standardDeviation { deviations += rows.map { noise[$0] } }
        }
        guard !values.isEmpty else { throw .unusableObservations(reason: "there are no values.") }
        self.groups = groups
        self.values = values
        standardDeviations = observations.standardDeviation == nil ? nil : deviations
    }

    /// The size of the values of a group: their root mean square about the mean, or about zero for a single one.
    func scale(_ group: Group) -> Double {
        let list = values[group.range]
        let mean = list.count > 1 ? list.reduce(0, +) / Double(list.count) : 0
        let square = list.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(list.count)
        return square > 0 ? square.squareRoot() : max(abs(list.first ?? 1), 1e-300)
    }
}
