/// The logarithm of a positive function on the line, and where it is not negligible.
struct Landscape {
    let height: (Double) -> Double

    /// How far from the given range the function is followed before it counts as not falling at all.
    private static var reach: Double { 1e5 }

    init(_ height: @escaping (Double) -> Double) { self.height = height }

    /// The range beyond which the function has fallen by `depth` below its maximum; nil when it does not fall.
    ///
    /// - Parameters:
    ///   - range: where the function has its local maxima, save for ones that climbing from there finds.
    ///   - factors: where its factors have theirs; maxima narrower than the scan's spacing are looked for at the ends.
    func window(
        around range: ClosedRange<Double>, visiting factors: [ClosedRange<Double>], depth: Double
    ) -> ClosedRange<Double>? {
        let width = range.upperBound - range.lowerBound
        // Features of the integrand are of order one in the logarithm; a scan at half that misses no mountain.
        let count = Swift.min(Swift.max(Int((2 * width).rounded(.up)), 1), 400)
        let even = (0...count).map { range.lowerBound + width * Double($0) / Double(count) }
        let scan = (even + factors.flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
        let heights = scan.map(height)
        guard let best = heights.indices.max(by: { heights[$0] < heights[$1] }), heights[best].isFinite,
            let summit = climb(from: scan[best], spacing: Swift.max(width / Double(count), 1e-3))
        else { return nil }
        let floor = height(summit) - depth
        let high = heights.indices.filter { heights[$0] > floor }.map { scan[$0] }
        let left = Swift.min(high.first ?? summit, summit)
        let right = Swift.max(high.last ?? summit, summit)
        guard let lower = edge(from: left, direction: -1, floor: floor),
            let upper = edge(from: right, direction: 1, floor: floor), lower < upper
        else { return nil }
        return lower...upper
    }

    /// A maximum reached uphill from `start`; nil when it lies beyond reach.
    private func climb(from start: Double, spacing: Double) -> Double? {
        var (left, middle, right) = (start - spacing, start, start + spacing)
        while height(right) > height(middle) {
            (left, middle, right) = (middle, right, right + 2 * (right - middle))
            if right - start > Self.reach { return nil }
        }
        while height(left) > height(middle) {
            (left, middle, right) = (left - 2 * (middle - left), left, middle)
            if start - left > Self.reach { return nil }
        }
        return goldenSection(left, right)
    }

    /// A maximum between two points by golden section, to a thousandth in height.
    private func goldenSection(_ first: Double, _ last: Double) -> Double {
        let ratio = 0.618_033_988_749_894_9
        var (a, b) = (first, last)
        var (c, d) = (b - ratio * (b - a), a + ratio * (b - a))
        var (atC, atD) = (height(c), height(d))
        for _ in 0..<80 {
            if atC > atD {
                (b, d, atD) = (d, c, atC)
                c = b - ratio * (b - a)
                atC = height(c)
            } else {
                (a, c, atC) = (c, d, atD)
                d = a + ratio * (b - a)
                atD = height(d)
            }
            let top = Swift.max(atC, atD)
            if top - Swift.min(height(a), height(b)) < 1e-3 { break }
        }
        return atC > atD ? c : d
    }

    /// Where the function passes below `floor`, going one way from `start`; nil when it does not.
    private func edge(from start: Double, direction: Double, floor: Double) -> Double? {
        var (inner, step) = (start, 1e-6)
        while !(height(start + direction * step) < floor) {
            inner = start + direction * step
            step *= 2
            if step > Self.reach { return nil }
        }
        var outer = start + direction * step
        for _ in 0..<6 {
            let middle = 0.5 * (inner + outer)
            if height(middle) < floor { outer = middle } else { inner = middle }
        }
        return outer
    }
}
