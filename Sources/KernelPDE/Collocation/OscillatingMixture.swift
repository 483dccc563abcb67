#if canImport(Glibc)
    import Glibc
#endif

/// The kernel k(d) = sum_q w_q E(d; l_q) cos(2 pi mu_q d): Q components with weight, decay and frequency.
///
/// With the squared exponential envelope it is the spectral mixture of Wilson and Adams (ICML 2013), with Matern 5/2 the
/// Student-t mixture of GP-HM (Fang et al., ICLR 2024).
public struct OscillatingMixture: Sendable {
    /// One component.
    public struct Component: Sendable, Equatable {
        /// w, in the units of u squared.
        public var weight: Double
        /// l: an inverse squared length (squared exponential) or an inverse length (Matern).
        public var decay: Double
        /// mu, in cycles per unit of x.
        public var frequency: Double
        /// 2 pi mu, in radians per unit of x.
        public var angularFrequency: Double { 2 * Double.pi * frequency }
    }

    /// The envelope E shared by all components.
    public var envelope: any MixtureEnvelope
    /// The components.
    public var components: [Component]

    /// A mixture of the given components.
    public init(envelope: any MixtureEnvelope, components: [Component]) {
        self.envelope = envelope
        self.components = components
    }

    /// A comb: `count` components of weight 1 / count and decay one, at equally spaced frequencies from zero to
    /// `topFrequency` in cycles per unit of x.
    public static func comb(
        envelope: any MixtureEnvelope, count: Int = 30, topFrequency: Double
    ) -> OscillatingMixture {
        precondition(count >= 1, "A mixture needs a component.")
        let step = count > 1 ? topFrequency / Double(count - 1) : 0
        return OscillatingMixture(
            envelope: envelope,
            components: (0..<count).map {
                Component(weight: 1 / Double(count), decay: 1, frequency: step * Double($0))
            })
    }

    /// log w_1 ... log w_Q, log l_1 ... log l_Q, mu_1 ... mu_Q.
    public var parameters: [Double] {
        components.map { log($0.weight) } + components.map { log($0.decay) } + components.map(\.frequency)
    }

    /// The same envelope with other parameters.
    public func with(parameters: [Double]) -> OscillatingMixture {
        let count = components.count
        precondition(parameters.count == 3 * count, "A mixture has three parameters a component.")
        return OscillatingMixture(
            envelope: envelope,
            components: (0..<count).map {
                Component(
                    weight: exp(parameters[$0]), decay: exp(parameters[count + $0]),
                    frequency: parameters[2 * count + $0])
            })
    }
}
