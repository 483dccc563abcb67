import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// The posterior averaged over spectra and noise ratios by their evidence.
struct AveragedPosterior: Sendable {
    private struct Part: Sendable {
        let spread: Matrix
        var members: [(weight: Double, position: Vector, variances: Vector)]
    }

    let features: any PointFeatures
    let mean: Vector
    let logEvidence: Double
    /// The mean noise standard deviation, in units of the measurements (of their given deviations, where they are given).
    let noise: Double
    /// The widening of the normal quantile by the degrees of freedom.
    private let widening: Double
    private let parts: [Part]
    private let directions: Matrix
    private let meanPosition: Vector

    init(
        _ features: any PointFeatures, degrees: [Double], degree: Int, space: SolutionSpace, table: Matrix,
        values: Vector,
        noise: Vector?
    ) throws(PDEError) {
        self.features = features
        directions = space.directions
        let seen = table * directions
        let left = values - table * space.origin
        var all: [(spread: Matrix, setting: ConditionedSpectrum.Setting, index: Int)] = []
        for (index, spectrum) in SpectrumPrior.all(degree: degree).enumerated() {
            let deviations = Vector(degrees.map { max(spectrum.standardDeviation($0), 1e-12) })
            guard
                let conditioned = try? ConditionedSpectrum(
                    space, spectrum: deviations, features: seen, values: left, noise: noise)
            else { continue }
            let unit = conditioned.typicalStrength
            for step in -20...8 {
                let setting = conditioned.setting(noiseRatio: unit * pow(10, 0.5 * Double(step)))
                if setting.logEvidence.isFinite { all.append((conditioned.spread, setting, index)) }
            }
        }
        guard let best = all.map(\.setting.logEvidence).max() else {
            throw .unsuitableObservations(reason: "no spectrum explains them; look for values of very different size.")
        }
        all.removeAll { $0.setting.logEvidence < best - 7 }
        let weights = all.map { exp($0.setting.logEvidence - best) }
        let total = weights.reduce(0, +)
        var position = Vector(count: space.freedom)
        var noiseMean = 0.0
        var parts: [Int: Part] = [:]
        for (weight, item) in zip(weights, all) {
            let share = weight / total
            position.add(item.setting.position, scaledBy: share)
            noiseMean += share * item.setting.noise
            let member = (share, item.setting.position, item.setting.variances)
            parts[item.index, default: Part(spread: item.spread, members: [])].members.append(member)
        }
        meanPosition = position
        mean = space.origin + directions * position
        self.noise = noiseMean
        self.parts = parts.sorted { $0.key < $1.key }.map(\.value)
        logEvidence = best + log(total) - log(Double(SpectrumPrior.all(degree: degree).count * 29))
        widening = noise == nil ? Self.studentQuantile(degreesOfFreedom: Double(values.count)) / Self.normalQuantile : 1
    }

    private static let normalQuantile = 1.959963984540054

    /// The 97.5 % quantile of Student's t, by the expansion of Fisher and Cornish in 1/n.
    static func studentQuantile(degreesOfFreedom n: Double) -> Double {
        let z = normalQuantile
        let (z3, z5, z7) = (pow(z, 3), pow(z, 5), pow(z, 7))
        return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n)
    }

    /// The standard deviation of the mixture at points: within and between its parts.
    func standardDeviation(at points: Matrix) -> Vector {
        var result: [Double] = []
        let zero = [Int](repeating: 0, count: points.columnCount)
        for start in stride(from: 0, to: points.rowCount, by: 2048) {
            let block = points.rows(start..<min(start + 2048, points.rowCount))
            let table = features.values(orders: zero, at: block) * directions
            var variance = Vector(count: block.rowCount)
            for part in parts {
                let squares = (table * part.spread).mapped { $0 * $0 }
                for member in part.members {
                    let within = squares * member.variances
                    let between = table * (member.position - meanPosition)
                    for i in 0..<variance.count {
                        variance[i] += member.weight * (widening * widening * within[i] + between[i] * between[i])
                    }
                }
            }
            result += variance.map { $0.squareRoot() }
        }
        return Vector(result)
    }
}
