/// The numbers that layers need along one axis.
struct Span: Sendable {
    private(set) var lower = Double.infinity
    private(set) var upper = -Double.infinity
    private(set) var leastPositive = Double.infinity
    /// A number from which bars rise: no margin is left beyond it.
    var baseline: Double?
    /// Whether the ends are the edges of an image: no margin at all.
    var isTight = false

    var isEmpty: Bool { lower > upper }

    mutating func include(_ value: Double) {
        guard value.isFinite else { return }
        lower = min(lower, value)
        upper = max(upper, value)
        if value > 0 { leastPositive = min(leastPositive, value) }
    }

    mutating func include(_ values: some Sequence<Double>) {
        for value in values { include(value) }
    }

    mutating func formUnion(_ other: Span) {
        lower = min(lower, other.lower)
        upper = max(upper, other.upper)
        leastPositive = min(leastPositive, other.leastPositive)
        baseline = baseline ?? other.baseline
        isTight = isTight || other.isTight
    }
}

/// The numbers that layers need along both axes.
struct Extent: Sendable {
    var x = Span()
    var y = Span()

    mutating func formUnion(_ other: Extent) {
        x.formUnion(other.x)
        y.formUnion(other.y)
    }
}
