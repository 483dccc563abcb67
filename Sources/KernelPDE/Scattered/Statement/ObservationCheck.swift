import LinearAlgebra

/// Refuses measurements that no posterior can use.
struct ObservationCheck {
    let observations: PointObservations
    let domain: ImplicitDomain

    init(_ observations: PointObservations, domain: ImplicitDomain) {
        self.observations = observations
        self.domain = domain
    }

    /// - Throws: ``PDEError/unsuitableObservations(reason:)`` naming the first row or column at fault.
    func run() throws(PDEError) {
        let (points, names) = (observations.points, domain.variables.map(\.name))
        func refuse(_ reason: String) -> PDEError { .unsuitableObservations(reason: reason) }
        guard points.rowCount > 0 else { throw refuse("there are none.") }
        guard points.columnCount == names.count else {
            throw refuse(
                "they have \(points.columnCount) coordinates, the problem has the variables \(names.joined(separator: ", "))."
            )
        }
        guard let series = observations.series.first(where: { $0.function == "u" }) else {
            throw refuse("no column holds values of u.")
        }
        if let other = observations.series.first(where: { $0.function != "u" }) {
            throw refuse("the column \"\(other.function)\" names no unknown function of the problem; it has u.")
        }
        guard series.values.count == points.rowCount else {
            throw refuse("there are \(series.values.count) values at \(points.rowCount) points.")
        }
        let inside = domain.contains(points)
        for i in 0..<points.rowCount {
            let place = (0..<names.count).map { points[i, $0] }
            guard place.allSatisfy(\.isFinite) else { throw refuse("row \(i + 1) has a coordinate that is no number.") }
            guard series.values[i].isFinite else {
                throw refuse("the value of u in row \(i + 1) is not a finite number.")
            }
            guard inside[i] else {
                let text = place.map { "\($0)" }.joined(separator: ", ")
                throw refuse("the point (\(text)) of row \(i + 1) lies outside the domain.")
            }
        }
        guard let deviations = observations.standardDeviation else { return }
        guard deviations.count == points.rowCount else {
            throw refuse("there are \(deviations.count) standard deviations at \(points.rowCount) points.")
        }
        if let row = deviations.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
            throw refuse("the standard deviation in row \(row + 1) is \(deviations[row]); it must be positive.")
        }
    }
}
