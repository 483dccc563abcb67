import Mercer

/// The files of a solution in two to four variables: a table, arrays, a field for ParaView and figures.
struct FieldOutput {
    var output: SolutionOutput

    init(_ output: SolutionOutput) { self.output = output }

    func write(into directory: String) throws {
        let grid = output.points(output.variables)
        try output.writeTable(output.functions, on: grid, to: directory + "/solution.csv")
        for (index, function) in output.functions.enumerated() {
            let name = index == 0 ? "solution" : "solution_" + function.name
            // The first axis runs fastest here and slowest in C order.
            try NPYWriter(path: "\(directory)/\(name).npy").write(
                rowMajor(grid.mean(function).array, counts: grid.counts), shape: grid.counts)
        }
        if grid.counts.count <= 3 { try volume(grid).write(to: directory + "/solution.vtk") }
        let figures = output.functions.flatMap { planes(of: $0, grid) }
        try AtomicFile(directory + "/solution.svg").write(
            FigureGrid(title: output.title, columnCount: figures.count > 1 ? 2 : 1, figures: figures).svg())
        try SliceFigures(output).write(to: directory + "/slices.svg")
        try SpectrumFigure(output).write(to: directory + "/spectrum.svg")
        try ResidualFigure(output).write(to: directory + "/residuals.svg")
        try output.writeFields(into: directory)
    }

    /// Means and bands on the grid.
    private func volume(_ grid: SolutionGrid) -> VTKFile {
        var fields: [VTKField] = []
        for function in output.functions {
            fields.append(VTKField(name: function.name, values: grid.mean(function).array))
            fields.append(
                VTKField(
                    name: function.name + "_standard_deviation",
                    values: function.solution.standardDeviation(at: grid.points).array))
        }
        return VTKFile(
            grid: .uniform(
                origin: grid.places.map { $0[0] },
                spacing: grid.places.map { ($0[$0.count - 1] - $0[0]) / Double($0.count - 1) }, counts: grid.counts),
            fields: fields, title: output.title)
    }

    /// Maps of a function: the plane itself, or the planes of neighbouring variables through the middle of the others.
    private func planes(of function: SolutionComponent, _ grid: SolutionGrid) -> [Figure] {
        if grid.axes.count == 2 { return FieldFigures(function, on: grid).figures }
        return (0..<(grid.axes.count - 1)).flatMap { first in
            let plane = output.plane(first, first + 1)
            return FieldFigures(function, on: plane.grid, of: (first, first + 1), note: plane.note).figures
        }
    }

    private func rowMajor(_ values: [Double], counts: [Int]) -> [Double] {
        var strides = counts.map { _ in 1 }
        for axis in strides.indices.dropFirst() { strides[axis] = strides[axis - 1] * counts[axis - 1] }
        return values.indices.map { index in
            var (rest, source) = (index, 0)
            for axis in counts.indices.reversed() {
                source += rest % counts[axis] * strides[axis]
                rest /= counts[axis]
            }
            return values[source]
        }
    }
}

extension SolutionOutput {
    /// A plane of two variables through the middle of the others, and where that is.
    func plane(_ first: Int, _ second: Int) -> (grid: SolutionGrid, note: String) {
        var note: [String] = []
        let places = variables.enumerated().map { index, variable in
            if index == first || index == second {
                return Vector.linearlySpaced(from: variable.lower, through: variable.upper, count: 121).array
            }
            let middle = 0.5 * (variable.lower + variable.upper)
            note.append("\(variable.name) = \(rounded(middle))")
            return [middle]
        }
        return (SolutionGrid(variables, places: places), note.joined(separator: ", "))
    }
}
