/// Wall time by phase.
struct PhaseClock {
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now
    private(set) var phases: [String: Double] = [:]

    /// Books the time since the last mark to a phase.
    mutating func mark(_ phase: String) {
        let now = ContinuousClock.now
        phases[phase, default: 0] += (now - last).seconds
        last = now
    }

    var total: Double { (last - start).seconds }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double {
        Double(components.seconds) + 1e-18 * Double(components.attoseconds)
    }
}
