#if canImport(Glibc)
    import Glibc
#endif

/// Dual averaging of the logarithm of a step towards a target acceptance.
///
/// - Source: Hoffman and Gelman, J. Mach. Learn. Res. 15 (2014) 1593, section 3.2, with their constants.
struct StepSizeAdaptation {
    private let target: Double
    private let center: Double
    private var count = 0.0
    private var meanError = 0.0
    private var logAverage = 0.0
    /// The step to use next.
    private(set) var current: Double

    init(start: Double, target: Double) {
        self.target = target
        center = log(10 * start)
        current = start
    }

    /// The averaged step, for use after adaptation.
    var averaged: Double { count == 0 ? current : exp(logAverage) }

    mutating func update(acceptance: Double) {
        count += 1
        let share = 1 / (count + 10)
        meanError = (1 - share) * meanError + share * (target - acceptance)
        let logStep = center - count.squareRoot() / 0.05 * meanError
        let weight = pow(count, -0.75)
        logAverage = weight * logStep + (1 - weight) * logAverage
        current = exp(logStep)
    }
}

extension Leapfrog {
    /// A step at which the acceptance of one step crosses 0.8, found by doubling or halving (their algorithm 4).
    mutating func reasonableStep(
        at start: PhasePoint, from first: Double, using generator: inout some RandomNumberGenerator
    ) throws -> Double {
        var length = first
        var direction = 0
        for _ in 0..<100 {
            var point = start
            point.drawMomentum(inverseMasses, using: &generator)
            let before = point.energy(inverseMasses)
            let gain = before - (try step(point, by: length)).energy(inverseMasses)
            let wanted = gain > log(0.8) ? 1 : -1
            if direction == 0 { direction = wanted }
            if wanted != direction { return length }
            length *= direction > 0 ? 2 : 0.5
            guard length > 1e-200 && length < 1e100 else { break }
        }
        throw SamplingError.noStepSize
    }
}
