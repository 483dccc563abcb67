#if canImport(Glibc)
    import Glibc
#endif

/// Slice sampling of one coordinate after the other, by stepping out and shrinkage: needs no gradient and no tuning.
///
/// The width of the first bracket of a coordinate adapts in the warm-up to twice the mean move it made.
///
/// - Source: Neal, Slice sampling, Ann. Statist. 31 (2003) 705, figures 3 and 5.
public struct SliceSampler: ChainSampler, Equatable {
    /// The number of draws, each a sweep over all coordinates.
    public var drawCount: Int
    /// The number of sweeps that adapt the widths and are thrown away.
    public var warmUpCount: Int
    /// The width of the first brackets before adaptation.
    public var width: Double

    /// A sampler with the given numbers of draws and warm-up sweeps.
    public init(drawCount: Int = 1000, warmUpCount: Int = 200, width: Double = 1) {
        precondition(drawCount >= 0 && warmUpCount >= 0 && width > 0, "Counts are not negative, widths positive.")
        self.drawCount = drawCount
        self.warmUpCount = warmUpCount
        self.width = width
    }

    public func chain(
        of objective: inout some Objective, from start: [Double], using generator: inout some RandomNumberGenerator
    ) throws -> Chain {
        var chain = Chain()
        var widths = [Double](repeating: width, count: start.count)
        var moves = [Double](repeating: 0, count: start.count)
        var point = start
        func value(_ objective: inout some Objective, _ point: [Double]) throws -> Double {
            chain.evaluations += 1
            let answer = try objective.evaluate(at: point).value
            return answer.isNaN ? .infinity : answer
        }
        var current = try value(&objective, point)
        guard current.isFinite else { throw SamplingError.startNotFinite }

        for sweep in 0..<(warmUpCount + drawCount) {
            if Task.isCancelled {
                chain.isCut = true
                break
            }
            for i in point.indices {
                let level = current - log(generator.uniformNumber())
                var lower = point
                var upper = point
                lower[i] -= widths[i] * generator.uniformNumber()
                upper[i] = lower[i] + widths[i]
                // A density without end in a coordinate must not step out for ever.
                for _ in 0..<60 {
                    guard try value(&objective, lower) < level else { break }
                    lower[i] -= widths[i]
                }
                for _ in 0..<60 {
                    guard try value(&objective, upper) < level else { break }
                    upper[i] += widths[i]
                }
                var trial = point
                while true {
                    trial[i] = lower[i] + (upper[i] - lower[i]) * generator.uniformNumber()
                    let f = try value(&objective, trial)
                    if f < level {
                        current = f
                        break
                    }
                    // Rounding may leave nothing but the point itself, which lies in the slice.
                    if trial[i] == point[i] || upper[i] - lower[i] <= 4 * abs(point[i]).ulp {
                        trial = point
                        break
                    }
                    if trial[i] < point[i] { lower[i] = trial[i] } else { upper[i] = trial[i] }
                }
                moves[i] += abs(trial[i] - point[i])
                point = trial
            }
            if sweep < warmUpCount {
                for i in widths.indices {
                    let mean = 2 * moves[i] / Double(sweep + 1)
                    if sweep >= 20 && mean > 0 { widths[i] = mean }
                }
            } else {
                chain.draws.append(point)
                chain.logDensities.append(-current)
            }
        }
        return chain
    }
}
