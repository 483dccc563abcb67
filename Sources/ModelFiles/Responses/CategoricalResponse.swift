#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Likelihoods
import LinearAlgebra

/// A model of labels without order: all it says is their probabilities.
protocol LabelModel: ResponseModel {
    /// The probabilities of the classes at m points, one a column.
    func probabilities(at x: Matrix) throws -> Matrix
}

extension SoftmaxPosterior: LabelModel {
    func probabilities(at x: Matrix) throws -> Matrix { try classProbabilities(at: x) }
}

extension RobustMaxPosterior: LabelModel {
    func probabilities(at x: Matrix) throws -> Matrix { try classProbabilities(at: x) }
}

extension LabelModel {
    /// Means and intervals of labels without order say nothing: they are NaN.
    public func response(at x: Matrix) throws -> ResponsePrediction {
        let probabilities = try probabilities(at: x)
        let none = Vector(count: x.rowCount, repeating: .nan)
        return ResponsePrediction(
            mean: none, latentVariance: none, noiseVariance: none, interval95: (none, none),
            noisyInterval95: (none, none),
            classProbabilities: (0..<probabilities.columnCount).map { probabilities.column($0) }, hasOrder: false)
    }

    public func responseLogDensities(of y: Vector, at x: Matrix) throws -> Vector {
        let probabilities = try probabilities(at: x)
        let support = Support.categories(probabilities.columnCount)
        if let row = y.firstIndex(where: { !support.contains($0) }) {
            throw ProcessError.likelihood(
                .outsideSupport(row: row, value: y[row], likelihood: "a categorical likelihood", support: support))
        }
        return Vector(y.indices.map { log(probabilities[$0, Int(y[$0])]) })
    }

    /// Labels drawn independently at every point.
    public func responseSamples(at x: Matrix, count: Int, seed: UInt64, isNoisy: Bool) throws -> Matrix {
        guard isNoisy else {
            throw CatalogueError("classes have no function to sample; ask for samples of new observations (--noisy)")
        }
        let probabilities = try probabilities(at: x)
        var generator = SeededGenerator(seed: seed)
        return Matrix(rowCount: x.rowCount, columnCount: count) { row, _ in
            var rest = generator.uniform()
            for label in 0..<probabilities.columnCount {
                rest -= probabilities[row, label]
                if rest < 0 { return Double(label) }
            }
            return Double(probabilities.columnCount - 1)
        }
    }

    public func responseRankedScores(of y: Vector, at x: Matrix) throws -> Vector {
        Vector(count: y.count, repeating: .nan)
    }
}
