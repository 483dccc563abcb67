import Mercer

/// A uniform grid over some variables; the first one runs fastest.
struct SolutionGrid {
    var axes: [DomainVariable]
    var counts: [Int]
    /// The places along each axis.
    var places: [[Double]]
    /// One row a point.
    var points: Matrix

    init(_ axes: [DomainVariable], counts: [Int]) {
        self.init(
            axes,
            places: zip(axes, counts).map { axis, count in
                Vector.linearlySpaced(from: axis.lower, through: axis.upper, count: count).array
            })
    }

    init(_ axes: [DomainVariable], places: [[Double]]) {
        self.axes = axes
        self.places = places
        counts = places.map(\.count)
        let strides = places.indices.map { places[..<$0].reduce(1) { $0 * $1.count } }
        let counts = counts
        points = Matrix(rowCount: counts.reduce(1, *), columnCount: axes.count) { row, axis in
            places[axis][row / strides[axis] % counts[axis]]
        }
    }

    /// The coordinates as columns.
    var coordinates: [[Double]] { axes.indices.map { points.column($0).array } }

    /// The mean of a function, not a number outside its domain.
    func mean(_ component: SolutionComponent) -> Vector {
        var values = component.solution.field(onGrid: places).values
        for (row, isInside) in component.solution.contains(points).enumerated() where !isInside { values[row] = .nan }
        return values
    }

    /// The exact function, where it is known.
    func exact(_ component: SolutionComponent) -> Vector? {
        component.exact.map { formula in
            Vector((0..<points.rowCount).map { row in formula.evaluate(at: points.row(row).array) })
        }
    }
}
