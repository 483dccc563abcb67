/// Why the scale of a mixture cannot be integrated out.
public enum ScaleMixtureError: Error, Sendable, Equatable {
    /// The likelihood times the mixing density has no finite integral over the scale.
    case evidenceDiverges
    /// Refining the quadrature still changed the logarithm of the integral by this much.
    case quadratureNotConverged(change: Double)
    /// Noise outside the mixture needs a positive variance in every row, or none in any.
    case noiseMissing(row: Int)
    /// A sampled density has no points, or not one weight a point.
    case sampleCount(scales: Int, weights: Int)
    /// A point of a sampled density is not a positive number.
    case sampleNotPositive(index: Int, scale: Double)
    /// The weights of a sampled density are negative, not finite, or all zero.
    case weightNotValid(index: Int, weight: Double)
}

extension ScaleMixtureError: CustomStringConvertible {
    /// One sentence that names the culprit and a way out.
    public var description: String {
        switch self {
        case .evidenceDiverges:
            "The evidence of the scale mixture is not finite: the observations equal the mean, or their magnitude is "
                + "extreme; use an inverse gamma density, noise outside the mixture, or rescale the observations."
        case .quadratureNotConverged(let change):
            "The integral over the scale still changes by \(change) in its logarithm when it is refined; "
                + "the mixing density must be smooth in the logarithm of the scale."
        case .noiseMissing(let row):
            "Row \(row) has no noise; noise outside the mixture needs a positive variance in every row, or none at all."
        case .sampleCount(let scales, let weights):
            "There are \(scales) scales and \(weights) weights; give at least one scale, and one weight a scale."
        case .sampleNotPositive(let index, let scale):
            "Scale \(index) of the sampled density is \(scale); scales must be positive and finite."
        case .weightNotValid(let index, let weight):
            "Weight \(index) of the sampled density is \(weight); weights must be finite, not negative, and not all zero."
        }
    }
}
