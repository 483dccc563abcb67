import Kernels

#if canImport(Glibc)
    import Glibc
#endif

extension EnvelopeMixture {
    /// A comb: `count` components at equally spaced frequencies from zero to `topFrequency` in cycles per unit of x, with
    /// rate one and weights that share `variance` equally.
    ///
    /// In training no weight may exceed the whole variance nor fall below e^-40 of it, rates stay within e^10 of one, and
    /// frequencies below twice the top. The upper limit of the weights matters: the shift of a condition's row is relative to
    /// k(0), so one large weight at frequency zero would buy evidence by declaring the conditions noisy (on mixed sines:
    /// evidence higher by 200, error 1e-4).
    public static func comb(
        envelope: Envelope, count: Int = 30, topFrequency: Double, variance: Double = 1
    ) -> EnvelopeMixture {
        precondition(count >= 1 && topFrequency >= 0 && variance > 0, "A comb needs components and a variance.")
        let step = count > 1 ? topFrequency / Double(count - 1) : 0
        let components = (0..<count).map { q in
            var component = SpectralComponent(
                weight: variance / Double(count), rate: 1, frequency: step * Double(q))
            component.weight.bounds = exp(-40) * variance...variance
            component.rate.bounds = exp(-10)...exp(10)
            component.frequency.bounds = 0...2 * topFrequency
            return component
        }
        return EnvelopeMixture(components, envelope: envelope)
    }

    /// The components that carry at least `share` of the prior variance, heaviest first.
    ///
    /// Maximising over log w is a flat measure there, that is Jeffreys' prior 1 / w: it drives most weights to nothing.
    public func activeComponents(share: Double = 1e-6) -> [SpectralComponent] {
        let total = components.reduce(0) { $0 + $1.weight.value }
        return components.filter { $0.weight.value >= share * total }
            .sorted { $0.weight.value > $1.weight.value }
    }
}
