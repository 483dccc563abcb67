#if canImport(Glibc)
    import Glibc
#endif

extension EnvelopeMixture {
    /// A mixture without the components that a fit left without weight, and which those were.
    public struct Pruned: Sendable {
        /// The mixture of the remaining components.
        public let kernel: EnvelopeMixture
        /// The components left out.
        public let removed: [SpectralComponent]
        /// The sum of their weights as a fraction of all weights: at most that fraction of κ(0) is lost.
        public let removedFraction: Double
    }

    /// The mixture with Jeffreys' prior p(w) ∝ 1/w on every weight, as a log-normal density that is that flat over
    /// hundreds of e-folds around the present weight: a fit pays one nat for each e-fold of a weight, and components that
    /// explain nothing fall to their lower bound. Then ``pruned(below:)`` takes them out.
    ///
    /// - Source: M. A. T. Figueiredo, Adaptive sparseness for supervised learning (2003).
    public func withJeffreysWeights() -> EnvelopeMixture {
        var copy = self
        for q in copy.components.indices {
            let center = log(components[q].weight.value)
            copy.components[q].weight.prior = .logNormal(mean: center, standardDeviation: 100)
        }
        return copy
    }

    /// The mixture without components whose weight is below `fraction` of all weights; the largest always stays.
    public func pruned(below fraction: Double = 1e-4) -> Pruned {
        let weights = components.map(\.weight.value)
        let (total, largest) = (weights.reduce(0, +), weights.max() ?? 0)
        let stays = weights.map { $0 >= fraction * total || $0 == largest }
        let removed = components.indices.filter { !stays[$0] }.map { components[$0] }
        return Pruned(
            kernel: EnvelopeMixture(
                components.indices.filter { stays[$0] }.map { components[$0] }, envelope: envelope),
            removed: removed, removedFraction: removed.reduce(0) { $0 + $1.weight.value } / total)
    }
}
