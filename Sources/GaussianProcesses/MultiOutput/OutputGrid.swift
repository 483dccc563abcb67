import Kernels
import LinearAlgebra

/// Observations of all p outputs at the same n inputs, in whatever order their rows come.
struct OutputGrid: Sendable {
    /// The n inputs, without the index of the output.
    let inputs: Matrix
    /// The row of the observations that holds input i and output a, at `i + a * n`.
    let rows: [Int]
    /// The number of outputs, p.
    let outputCount: Int

    /// Sorts rows by output; the inputs of every output must be the same, in the same order.
    init(_ x: Matrix, outputCount: Int) throws(ProcessError) {
        let last = x.columnCount - 1
        var groups = [[Int]](repeating: [], count: outputCount)
        for row in 0..<x.rowCount {
            let output = x[row, last].rounded()
            guard output >= 0 && output < Double(outputCount) else {
                throw Self.refusal(
                    "row \(row) has \(x[row, last]) in its last column, where an output from 0 to \(outputCount - 1) "
                        + "should stand")
            }
            groups[Int(output)].append(row)
        }
        for (output, group) in groups.enumerated() where group.count != groups[0].count {
            throw Self.refusal(
                "output \(output) has \(group.count) observations but output 0 has \(groups[0].count); condition by "
                    + "exact inference where outputs are missing")
        }
        for (output, group) in groups.enumerated() {
            for (i, row) in group.enumerated() {
                for c in 0..<last where x[row, c] != x[groups[0][i], c] {
                    throw Self.refusal(
                        "row \(row), observation \(i) of output \(output), has other inputs than row \(groups[0][i]) of "
                            + "output 0; give the inputs of all outputs in one order, or condition by exact inference")
                }
            }
        }
        inputs = x.rows(groups[0]).columns(0..<last)
        rows = groups.flatMap { $0 }
        self.outputCount = outputCount
    }

    /// The number of inputs, n.
    var inputCount: Int { inputs.rowCount }

    /// Values of all rows as an n-by-p matrix.
    func matrix(_ values: Vector) -> Matrix {
        Matrix(rowCount: inputCount, columnCount: outputCount) { i, a in values[rows[i + a * inputCount]] }
    }

    /// An n-by-p matrix as values in the order of the rows.
    func vector(_ matrix: Matrix) -> Vector {
        var result = Vector(count: rows.count)
        for a in 0..<outputCount { for i in 0..<inputCount { result[rows[i + a * inputCount]] = matrix[i, a] } }
        return result
    }

    static func refusal(_ reason: String) -> ProcessError {
        .kernel(.unsupported(kernel: "Kronecker inference", reason: reason + "."))
    }
}
