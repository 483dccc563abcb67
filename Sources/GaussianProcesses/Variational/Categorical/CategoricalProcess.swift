import Kernels
import Likelihoods
import LinearAlgebra

/// Classes 0 … C-1 without order: one process a class, with the same kernel and mean, and a link that makes probabilities
/// of their values.
///
/// ```swift
/// let process = CategoricalProcess(process: GaussianProcess(kernel: 2 * SquaredExponential()), classCount: 3)
/// let fitted = try process.fitted(to: Observations(x, labels), using: .softmax)
/// let p = try fitted.posterior.classProbabilities(at: t)
/// ```
public struct CategoricalProcess: Fittable, Belief {
    /// A categorical process is its own prior.
    public typealias Prior = CategoricalProcess

    /// How the values f_0 … f_(C-1) at a point give the probabilities of the classes.
    public enum Link: Sendable, Equatable {
        /// p_c = exp(f_c) / Σ_d exp(f_d).
        case softmax
        /// The class of the largest value has probability 1 - ε, the others share ε.
        case robustMax(error: Double)
    }

    /// The process of every class; without noise or likelihood. A mean common to all classes says nothing, so it is zero.
    public var process: GaussianProcess
    /// The number of classes, C.
    public let classCount: Int
    /// The link.
    public let link: Link

    /// The model of C ≥ 2 classes; an error of the robust maximum lies between zero and one.
    public init(process: GaussianProcess, classCount: Int, link: Link = .softmax) {
        precondition(classCount >= 2, "There are at least two classes.")
        if case .robustMax(let error) = link { precondition(error > 0 && error < 1, "An error lies between 0 and 1.") }
        self.process = process
        self.process.mean = ZeroMean()
        self.classCount = classCount
        self.link = link
    }

    /// Visits the parameters of the process by their own paths.
    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        process.visitParameters(visit)
    }

    public func validate(inputDimension: Int) throws(ProcessError) {
        guard process.noise == nil, process.likelihood == nil else { throw .approximation(.functionWithNoise) }
        try process.validate(inputDimension: inputDimension)
    }

    public func started(at observations: Observations) -> CategoricalProcess { self }
}

extension CategoricalProcess {
    /// The labels of observations as whole numbers, checked.
    func labels(_ observations: Observations) throws(ProcessError) -> [Int] {
        try validate(inputDimension: observations.inputDimension)
        if observations.noiseVariances != nil {
            throw .approximation(.noiseVariances(likelihood: "a categorical likelihood"))
        }
        let support = Support.categories(classCount)
        if let row = observations.y.firstIndex(where: { !support.contains($0) }) {
            throw .likelihood(
                .outsideSupport(
                    row: row, value: observations.y[row], likelihood: "a categorical likelihood", support: support))
        }
        return observations.y.map { Int($0) }
    }

    /// Throws unless the method serves this link.
    func require(isSoftmax: Bool) throws(ProcessError) {
        if (link == .softmax) != isSoftmax { throw .approximation(.link) }
    }
}
