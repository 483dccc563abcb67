/// One set of features that was tried on the samples.
public struct CandidateReport: Sendable {
    /// The features' short name.
    public var label: String
    /// The number of features.
    public var featureCount: Int
    /// The relative residual of the equations that the fit did not see; nil for a candidate that was not tried.
    public var leftOutResidual: Double?
    /// Why a candidate was not tried, if it was not.
    public var reasonSkipped: String?
    /// The numerical rank of the fit.
    public var rank: Int?
}
