import CVectorMath
import LinearAlgebra

/// The linear map g(x) = W x with an e-by-d matrix W: a rotation, a projection on a subspace, a full metric.
public struct LinearMap: InputMap {
    /// The number of coordinates after the map, e.
    public let outputDimension: Int
    /// The number of coordinates before the map, d.
    public let inputDimension: Int
    /// The entries of W, column by column.
    public var weights: [Parameter]

    /// The linear map of the given matrix, e-by-d.
    public init(_ matrix: Matrix) {
        precondition(matrix.count > 0, "A linear map needs at least one row and one column.")
        outputDimension = matrix.rowCount
        inputDimension = matrix.columnCount
        weights = matrix.withUnsafePointer { p in (0..<matrix.count).map { Parameter.real(p[$0]) } }
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        for k in weights.indices {
            visit("weights[\(k % outputDimension)][\(k / outputDimension)]", &weights[k])
        }
    }

    public func outputDimension(inputDimension: Int) throws(KernelError) -> Int {
        if inputDimension != self.inputDimension {
            throw .unsupported(
                kernel: "LinearMap",
                reason: "the matrix has \(self.inputDimension) columns but the inputs have \(inputDimension); "
                    + "give a matrix with one column per input column.")
        }
        return outputDimension
    }

    public func outputCount(_ inputDimension: Int) -> Int { outputDimension }

    public func apply(_ points: Points, into output: Tile) {
        output.fill(repeating: 0)
        forEachWeight { e, c, k in
            let (out, xs, w) = (output.column(e), points.coordinate(c), weights[k].value)
            for i in 0..<points.count { out[i] += w * xs[i] }
        }
    }

    public func pullback(_ adjoint: Adjoint, at points: Points, into gradient: UnsafeMutablePointer<Double>) {
        forEachWeight { e, c, k in
            gradient[k] += adjoint.scale * cv_dot(adjoint.column(e), points.coordinate(c), points.count)
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at points: Points, into gradient: Tile) {
        forEachWeight { e, c, k in
            for i in 0..<points.count { gradient[i, c] += weights[k].value * adjoint[i, e] }
        }
    }

    private func forEachWeight(_ body: (_ row: Int, _ column: Int, _ index: Int) -> Void) {
        for c in 0..<inputDimension {
            for e in 0..<outputDimension { body(e, c, e + c * outputDimension) }
        }
    }
}
