/// How uncertain the solution of a problem with a sampled source is.
public enum SampledBand: Sendable, Equatable {
    /// No band can honestly be given, for the stated reason.
    case none(reason: String)
    /// A constant half-width around u: an a-posteriori error estimate, not a posterior.
    case aPosteriori(halfWidth: Double)
}
