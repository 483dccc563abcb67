import ArgumentParser
import Mercer

/// `mercer gram`: the Gram matrix of a kernel expression.
struct GramCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gram",
        abstract: "Write the Gram matrix, cross-covariance or diagonal of a kernel.",
        discussion: """
            Example: mercer gram '1.3*rbf(lengthscale=0.5) + white(0.1)' --x points.csv --output gram.npy

            Points are rows of a CSV file without header, or of an NPY file.
            """
    )

    @Argument(help: "The kernel expression; list the names with 'mercer kernels'.")
    var expression: String
    @Option(name: .customLong("x"), help: "The points along the rows.")
    var x: String
    @Option(name: .customLong("z"), help: "The points along the columns; those of --x unless given.")
    var z: String?
    @Option(help: "The file to write: .npy or .csv.")
    var output: String
    @Flag(help: "Only the variances of the points of --x.")
    var diagonal = false
    @OptionGroup var options: CommonOptions

    func validate() throws {
        if diagonal && z != nil { throw ValidationError("--diagonal needs only --x.") }
        if !output.hasSuffix(".npy") && !output.hasSuffix(".csv") {
            throw ValidationError("--output must end in .npy or .csv, not '\(output)'.")
        }
    }

    mutating func run() throws {
        options.apply()
        let rows = try points(x)
        let kernel = try KernelCatalogue.standard.kernel(expression, inputDimension: rows.columnCount)
        let clock = ContinuousClock()
        let start = clock.now
        let result: Matrix
        if diagonal {
            result = Matrix(column: kernel.diagonal(rows))
        } else if let z {
            let columns = try points(z)
            guard columns.columnCount == rows.columnCount else {
                throw CommandError(
                    "'\(x)' has \(rows.columnCount) columns but '\(z)' has \(columns.columnCount); they must agree")
            }
            result = kernel.cross(rows, columns)
        } else {
            result = kernel.gram(rows)
        }
        let seconds = (clock.now - start) / .seconds(1)
        if output.hasSuffix(".npy") {
            if diagonal {
                try NPYWriter(path: output).write(result.column(0))
            } else {
                try NPYWriter(path: output).write(result)
            }
        } else {
            try CSVWriter(path: output).write(result)
        }
        if options.json {
            print(
                JSONValue.object([
                    .init("rows", .integer(result.rowCount)), .init("columns", .integer(result.columnCount)),
                    .init("seconds", .number(seconds)), .init("output", .string(output)),
                ]).text())
        } else {
            options.summary("\(result.rowCount) x \(result.columnCount) in \(rounded(seconds)) s, written to \(output)")
        }
    }

    private func points(_ path: String) throws -> Matrix {
        let matrix =
            path.hasSuffix(".npy")
            ? try NPYArray(path: path).matrix() : try CSVTable(path: path, header: .absent).matrix()
        guard matrix.rowCount > 0, matrix.columnCount > 0 else { throw CommandError("'\(path)' has no points") }
        for column in 0..<matrix.columnCount {
            for row in 0..<matrix.rowCount where !matrix[row, column].isFinite {
                throw CommandError("'\(path)': row \(row), column \(column) is \(matrix[row, column])")
            }
        }
        return matrix
    }
}
