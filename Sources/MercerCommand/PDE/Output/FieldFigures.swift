import Mercer

/// Maps of a function over two of the variables: its values and, where it is known, the digits of its error.
struct FieldFigures {
    var figures: [Figure] = []
    private var x: DomainVariable
    private var y: DomainVariable

    /// - Parameter axes: which variables of the grid run; the others hold one place each.
    init(_ component: SolutionComponent, on grid: SolutionGrid, of axes: (Int, Int) = (0, 1), note: String = "") {
        (x, y) = (grid.axes[axes.0], grid.axes[axes.1])
        let (rows, columns) = (grid.counts[axes.0], grid.counts[axes.1])
        let values = grid.mean(component)
        let suffix = note.isEmpty ? "" : " at \(note)"
        figures.append(
            map(Matrix(rowCount: rows, columnCount: columns, columnMajor: values.array), label: component.name + suffix)
        )
        if let exact = grid.exact(component) {
            let floor = 1e-17 * Swift.max(exact.array.filter(\.isFinite).map { abs($0) }.max() ?? 1, 1e-280)
            let digits = zip(values, exact).map { value, truth in
                decimalLogarithm(Swift.max(abs(value - truth), value.isNaN ? .nan : floor))
            }
            figures.append(
                map(
                    Matrix(rowCount: rows, columnCount: columns, columnMajor: digits),
                    label: "log10 |\(component.name) - exact|\(suffix)"))
        }
    }

    private func map(_ values: Matrix, label: String) -> Figure {
        var figure = Figure(x: Axis(x.name), y: Axis(y.name), width: 520, height: 440)
        // The map's rows run upwards over the second variable.
        figure.heatMap(values.transposed, x: x.lower...x.upper, y: y.lower...y.upper, label: label)
        return figure
    }
}
