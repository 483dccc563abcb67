/// A law that did not hold, with the numbers that show it.
public struct Violation: Sendable, Equatable, CustomStringConvertible {
    /// The name of the law.
    public var law: String
    /// What was found.
    public var evidence: String

    /// A violation of the named law.
    public init(law: String, evidence: String) {
        self.law = law
        self.evidence = evidence
    }

    public var description: String { "\(law): \(evidence)" }
}

/// Violations under collection.
struct Findings {
    private(set) var violations: [Violation] = []

    mutating func require(_ law: String, _ holds: Bool, _ evidence: @autoclosure () -> String) {
        if !holds { violations.append(Violation(law: law, evidence: evidence())) }
    }

    /// Requires |found - expected| ≤ tolerance; a number that is not finite never agrees.
    mutating func requireEqual(
        _ law: String, _ found: Double, _ expected: Double, tolerance: Double, _ place: @autoclosure () -> String
    ) {
        require(
            law, abs(found - expected) <= tolerance,
            "\(place()): \(found) where \(expected) is expected, tolerance \(tolerance)")
    }
}
