#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// A ``CategoricalProcess`` with the softmax link, given observations: a normal approximation to the functions of all classes.
public struct SoftmaxPosterior: Belief {
    /// The kind of prior.
    public typealias Prior = CategoricalProcess

    /// The prior, with the parameters that were conditioned upon.
    public let prior: CategoricalProcess
    /// The observations.
    public let observations: Observations
    /// The approximate log evidence, in nats.
    public let logEvidence: Double
    /// The Newton steps it took.
    public let iterations: Int
    private let weights: [Vector]
    private let curvature: SoftmaxCurvature

    init(_ prior: CategoricalProcess, _ observations: Observations, _ mode: SoftmaxMode) {
        self.prior = prior
        self.observations = observations
        logEvidence = mode.logEvidence
        iterations = mode.iterations
        weights = mode.weights
        curvature = mode.curvature
    }

    /// The C means and the C-by-C covariances of the functions at m points.
    ///
    /// - Throws: ``ProcessError`` when the points differ in dimension.
    public func functions(at x: Matrix) throws(ProcessError) -> [(mean: Vector, covariance: Matrix)] {
        guard x.columnCount == observations.inputDimension else {
            throw .inputDimension(expected: observations.inputDimension, found: x.columnCount)
        }
        let kernel = prior.process.kernel
        let count = prior.classCount
        let variance = kernel.diagonal(x)
        var result: [(mean: Vector, covariance: Matrix)] = []
        for start in stride(from: 0, to: x.rowCount, by: 256) {
            let block = start..<Swift.min(start + 256, x.rowCount)
            let cross = kernel.cross(observations.x, x.rows(block))
            let means = weights.map { multiply(cross, $0, transposingFirst: true) }
            let explained = curvature.parts.map { $0.explained(cross) }
            let shared = (0..<count).map { curvature.shared($0, cross) }
            for (i, row) in block.enumerated() {
                let columns = shared.map { $0.column(i) }
                let covariance = Matrix(rowCount: count, columnCount: count) { c, d in
                    let own = c == d ? Swift.max(variance[row] - explained[c][i], 0) : 0
                    return own + dot(columns[c], columns[d])
                }
                result.append((Vector(means.map { $0[i] }), covariance))
            }
        }
        return result
    }

    /// The probabilities of the classes at m points, one a column: they add up to one in each row.
    ///
    /// The softmax is averaged over `draws` pairs of opposite normal variables, the same for all points: errors of some
    /// 0.3 / √draws.
    ///
    /// - Throws: ``ProcessError`` when the points differ in dimension or a covariance is not finite.
    public func classProbabilities(at x: Matrix, draws: Int = 1000, seed: UInt64 = 0) throws(ProcessError) -> Matrix {
        precondition(draws > 0, "An average needs at least one draw.")
        let count = prior.classCount
        var generator = SeededGenerator(seed: seed)
        let normals = generator.normalMatrix(rowCount: count, columnCount: draws)
        let functions = try functions(at: x)
        var result = Matrix(rowCount: x.rowCount, columnCount: count)
        for (row, function) in functions.enumerated() {
            let offsets = try Matrix.sampleRoot(of: function.covariance) * normals
            var sums = [Double](repeating: 0, count: count)
            for draw in 0..<draws {
                for sign in [-1.0, 1.0] {
                    let f = (0..<count).map { function.mean[$0] + sign * offsets[$0, draw] }
                    let largest = f.reduce(-Double.infinity) { Swift.max($0, $1) }
                    let exponentials = f.map { exp($0 - largest) }
                    let total = exponentials.reduce(0, +)
                    for c in 0..<count { sums[c] += exponentials[c] / total }
                }
            }
            for c in 0..<count { result[row, c] = sums[c] / Double(2 * draws) }
        }
        return result
    }
}
