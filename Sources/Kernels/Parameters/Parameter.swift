/// One number a fit may change: value, domain, optional prior and bounds, and whether it is trained.
public struct Parameter: Sendable, Equatable, Codable {
    /// The value, in natural units (a variance is a variance, not its logarithm).
    public var value: Double
    /// The set the value lives in.
    public var domain: Domain
    /// The prior density of the value; nil means flat in the free coordinate.
    public var prior: Prior?
    /// Bounds on the value during a fit, in natural units; nil leaves them to the fit.
    public var bounds: ClosedRange<Double>?
    /// Whether a fit may change the value.
    public var isTrainable: Bool

    /// A parameter with the given value and domain.
    public init(
        _ value: Double, in domain: Domain, prior: Prior? = nil, bounds: ClosedRange<Double>? = nil,
        isTrainable: Bool = true
    ) {
        precondition(domain.contains(value), "A parameter value \(value) must be \(domain).")
        self.value = value
        self.domain = domain
        self.prior = prior
        self.bounds = bounds
        self.isTrainable = isTrainable
    }

    /// A positive parameter: a variance, a lengthscale, a period.
    public static func positive(_ value: Double) -> Parameter { Parameter(value, in: .positive) }
    /// A parameter that may be any finite number.
    public static func real(_ value: Double) -> Parameter { Parameter(value, in: .real) }

    /// The same parameter, held at its value during fits.
    public var fixed: Parameter {
        var copy = self
        copy.isTrainable = false
        return copy
    }
}
