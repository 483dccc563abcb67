/// The selection of some coordinates: g(x) = (x_c for c in `indices`).
public struct Columns: InputMap {
    /// The chosen columns; a column may be chosen more than once.
    public let indices: [Int]

    /// The selection of the given columns.
    public init(_ indices: [Int]) { self.indices = indices }

    public func outputDimension(inputDimension: Int) throws(KernelError) -> Int {
        for index in indices where index < 0 || index >= inputDimension {
            throw .coordinateOutOfRange(index: index, inputDimension: inputDimension)
        }
        return indices.count
    }

    public func outputCount(_ inputDimension: Int) -> Int { indices.count }

    public func apply(_ points: Points, into output: Tile) {
        for (e, c) in indices.enumerated() { output.column(e).update(from: points.coordinate(c), count: points.count) }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at points: Points, into gradient: Tile) {
        for (e, c) in indices.enumerated() {
            for i in 0..<points.count { gradient[i, c] += adjoint[i, e] }
        }
    }
}
