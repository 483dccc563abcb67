/// What a solve did and how far to trust it. Encodes to the fields of `report.json`.
public struct PDEReport: Sendable, Codable, Equatable {
    /// What the band around the mean rests on.
    public enum BandKind: String, Sendable, Codable {
        /// A constant band from the difference to a solve with twice the degree (an error estimate, no posterior).
        case aPosteriori = "a-posteriori"
        /// The posterior of a process given noisy or partial data.
        case posterior
        /// The difference is rounding: only a floor is known.
        case roundingOnly = "rounding-only"
        /// No band is offered.
        case none
    }

    /// The verdict on the solution.
    public enum Grade: String, Sendable, Codable {
        /// Residual and error estimate are small.
        case accepted
        /// Usable with the band; see the warnings.
        case approximate
        /// Not a solution to be relied upon.
        case notResolved = "not resolved"
    }

    /// An inferred coefficient.
    public struct Estimate: Sendable, Codable, Equatable {
        /// The posterior mean.
        public var mean: Double
        /// The posterior standard deviation.
        public var standardDeviation: Double

        /// A coefficient with its uncertainty.
        public init(mean: Double, standardDeviation: Double) {
            self.mean = mean
            self.standardDeviation = standardDeviation
        }
    }

    /// The method: `integral`, `features`, ...
    public var method: String
    /// The prior, in words.
    public var kernel: String
    /// Unknowns or grid points per variable.
    public var grid: [String: Int] = [:]
    /// Wall time in all.
    public var seconds: Double = 0
    /// Wall time by phase.
    public var phases: [String: Double] = [:]
    /// |mean - exact| / |exact| in the Euclidean norm on the uniform test grid; nil without exact solution.
    public var relativeL2Error: Double?
    /// The largest |mean - exact| on the test grid.
    public var maximumError: Double?
    /// The largest residual at points that were not collocated, relative to the largest term of the equation; nil where no
    /// such point was looked at.
    public var residual: Double?
    /// Dominant angular frequencies of the solution per variable, strongest first.
    public var frequencies: [String: [Double]] = [:]
    /// Pieces per variable.
    public var pieces: [String: Int] = [:]
    /// The largest degree of a piece per variable.
    public var degree: [String: Int] = [:]
    /// What the band rests on.
    public var bandKind: BandKind = .none
    /// The log evidence of the data under the prior with fitted spectrum, if it has a closed form.
    public var logEvidence: Double?
    /// Rounds of refinement, or Newton steps.
    public var iterations: Int = 0
    /// The residual after every step of the last Newton iteration, relative to the first; empty for a linear equation.
    public var residualHistory: [Double] = []
    /// Whether the solver reached its tolerance; false also means: do not rely on the mean.
    public var converged: Bool = false
    /// The verdict.
    public var grade: Grade = .notResolved
    /// An estimate from below of the norm of the inverse operator, from the source to u (root mean squares).
    public var inverseNorm: Double?
    /// The estimated root-mean-square error of the mean.
    public var errorEstimate: Double?
    /// Inferred coefficients.
    public var parameters: [String: Estimate] = [:]
    /// The share of test points within the 95 % band; nil without exact solution or band.
    public var coverage95: Double?
    /// Sentences for the user.
    public var warnings: [String] = []

    /// An empty report of a method.
    public init(method: String, kernel: String) {
        self.method = method
        self.kernel = kernel
    }
}
