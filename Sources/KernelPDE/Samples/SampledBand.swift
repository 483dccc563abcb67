/// How uncertain the solution of a problem with a sampled source is.
public enum SampledBand: Sendable, Equatable {
    /// No band can honestly be given, for the stated reason.
    case none(reason: String)
    /// A constant half-width around u, meant to hold 95 %: an a-posteriori error estimate, not a posterior.
    ///
    /// It is 2.3 times the root mean square difference between the fit to all equations and the fit that lacked every
    /// seventh, and never less than the rounding floor.
    case aPosteriori(halfWidth: Double)
    /// The two fits differ by rounding only: no statistical band exists, and the half-width is the rounding floor.
    case roundingOnly(halfWidth: Double)

    /// The half-width, in units of u, where there is one.
    public var halfWidth: Double? {
        switch self {
        case .none: nil
        case .aPosteriori(let width), .roundingOnly(let width): width
        }
    }
}
