/// The windows of a warm-up: a first stretch without them, windows of doubling length that each estimate the variances
/// of the coordinates afresh, and a last stretch for the step alone.
///
/// - Source: Carpenter et al., Stan: a probabilistic programming language, J. Stat. Softw. 76 (2017) 1; the lengths are
///   its proportions (15 %, windows from 25, 10 %).
struct MetricAdaptation {
    private let ends: Set<Int>
    private let first: Int
    private var count = 0.0
    private var mean: [Double]
    private var squares: [Double]

    init(warmUpCount: Int, dimension: Int) {
        mean = [Double](repeating: 0, count: dimension)
        squares = mean
        first = Swift.max(1, warmUpCount * 15 / 100)
        let last = warmUpCount - warmUpCount / 10
        var (start, width) = (first, 25)
        var ends: Set<Int> = []
        while start < last {
            // The last window takes what would be too short for one more.
            let end = start + 3 * width <= last ? start + width : last
            ends.insert(end)
            (start, width) = (end, 2 * width)
        }
        self.ends = ends
    }

    /// Takes in the position after iteration `iteration` of the warm-up, and answers with the variances where a window
    /// ends, shrunk a little towards 1e-3.
    mutating func variances(after iteration: Int, at position: [Double]) -> [Double]? {
        guard iteration >= first else { return nil }
        count += 1
        for i in mean.indices {
            let deviation = position[i] - mean[i]
            mean[i] += deviation / count
            squares[i] += deviation * (position[i] - mean[i])
        }
        guard ends.contains(iteration + 1) else { return nil }
        let result = squares.map { sum in
            let variance = count > 1 ? sum / (count - 1) : 1
            return (count * variance + 5e-3) / (count + 5)
        }
        count = 0
        mean = mean.map { _ in 0 }
        squares = mean
        return result
    }
}
