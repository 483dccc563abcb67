import LinearAlgebra
import Optimization

/// Draws from the posterior of the trainable parameters, by several chains, with what is needed to judge them.
public struct HyperparameterSample<Method: Inference>: Sendable {
    /// What the draws say about one parameter, in natural units.
    public struct Summary: Sendable, Equatable {
        /// The path of the parameter.
        public var path: String
        /// The mean of the draws.
        public var mean: Double
        /// The standard deviation of the draws.
        public var standardDeviation: Double
        /// The 5 %, 50 % and 95 % quantiles of the draws.
        public var quantiles: [Double]
        /// Whether the chains agree.
        public var diagnostics: ChainDiagnostics
    }

    /// The paths of the trainable parameters.
    public let paths: [String]
    /// The chains, in unbounded coordinates.
    public let chains: [Chain]
    /// The values of the parameters in natural units: chain, draw, parameter.
    public let values: [[[Double]]]
    /// The wall-clock time, in seconds.
    public let seconds: Double
    /// The summaries of the parameters, in order.
    public let summaries: [Summary]
    let objective: LogPosteriorObjective<Method>

    init(_ chains: [Chain], _ objective: LogPosteriorObjective<Method>, seconds: Double) {
        let coordinates = objective.coordinates
        let paths = coordinates.paths
        let values = chains.map { chain in
            chain.draws.map { draw in
                zip(coordinates.free.coordinates, coordinates.freePoint(at: draw)).map { $0.value(at: $1) }
            }
        }
        self.paths = paths
        self.chains = chains
        self.values = values
        self.seconds = seconds
        self.objective = objective
        summaries = paths.indices.map { p in
            let series = values.map { $0.map { $0[p] } }
            let all = series.flatMap { $0 }.sorted()
            let moments = Moments(of: Vector(all))
            return Summary(
                path: paths[p], mean: moments.mean, standardDeviation: moments.standardDeviation,
                quantiles: all.isEmpty ? [] : [0.05, 0.5, 0.95].map { all[Int($0 * Double(all.count - 1))] },
                diagnostics: ChainDiagnostics(series))
        }
    }

    /// The largest R-hat of a parameter.
    public var largestRHat: Double { summaries.map(\.diagnostics.rHat).reduce(0) { $0.isNaN || $0 > $1 ? $0 : $1 } }
    /// The least bulk effective sample size of a parameter.
    public var leastSampleSize: Double {
        summaries.map(\.diagnostics.bulkSampleSize).reduce(.infinity) { $0.isNaN || $0 < $1 ? $0 : $1 }
    }
    /// The number of divergent trajectories.
    public var divergenceCount: Int { chains.reduce(0) { $0 + $1.divergences.count } }
    /// The evaluations of the evidence by all chains.
    public var evaluations: Int { chains.reduce(0) { $0 + $1.evaluations } }

    /// What a reader should know, one sentence each; empty if the draws can be trusted.
    public var warnings: [String] {
        var result: [String] = []
        for summary in summaries where !(summary.diagnostics.rHat < 1.01) {
            result.append("The chains disagree about \(summary.path): R-hat is \(summary.diagnostics.rHat).")
        }
        let needed = 100 * Double(chains.count)
        for summary in summaries where !(summary.diagnostics.bulkSampleSize >= needed) {
            result.append(
                "\(summary.path) has \(summary.diagnostics.bulkSampleSize) effective draws; \(needed) are wanted.")
        }
        if divergenceCount > 0 {
            result.append(
                "\(divergenceCount) trajectories diverged: raise the target acceptance, or give narrower priors.")
        }
        let saturated = chains.reduce(0) { $0 + $1.saturatedCount }
        if saturated > 0 { result.append("\(saturated) trajectories reached the largest depth.") }
        if chains.contains(where: \.isCut) { result.append("Cancelled.") }
        return result
    }

    /// `count` of the draws as processes, evenly spaced over all chains, or all where there are fewer.
    public func processes(count: Int) -> [Method.Conditioned.Prior] {
        let all = chains.flatMap(\.draws)
        let kept = Swift.min(count, all.count)
        return (0..<kept).map { objective.process(at: all[$0 * all.count / kept]) }
    }
}

extension HyperparameterSample where Method.Conditioned: Process {
    /// The process averaged over `componentCount` of the draws.
    public func mixture(componentCount: Int = 64) -> ProcessMixture<Method> {
        let processes = processes(count: componentCount)
        return ProcessMixture(
            processes, weights: Vector(count: processes.count, repeating: 1), method: objective.method,
            observations: objective.observations)
    }
}
