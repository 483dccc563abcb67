#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The share of observed values inside central intervals, as a function of the intervals' probability: the diagonal if the
/// predictions are calibrated, below it if they are too sure.
public struct CalibrationCurve: Sendable, Equatable {
    /// The probabilities of the intervals, equally spaced within (0, 1).
    public let levels: Vector
    /// The share of values inside each interval.
    public let coverage: Vector
    /// The probability integral transforms of the values.
    public let transforms: Vector

    /// The curve from the probability integral transforms of observed values, of any predictive distribution.
    public init(_ transforms: Vector, levelCount: Int = 99) {
        precondition(levelCount >= 1 && transforms.count > 0, "A curve needs a level and a value.")
        self.transforms = transforms
        levels = Vector((1...levelCount).map { Double($0) / Double(levelCount + 1) })
        // A value lies in the central interval of probability p if its transform is within p/2 of one half.
        let distances = transforms.map { 2 * abs($0 - 0.5) }.sorted()
        coverage = levels.mapped { level in
            Double(distances.partitioningIndex { $0 > level }) / Double(distances.count)
        }
    }

    /// The mean distance of the curve from the diagonal; zero is perfect.
    public var meanError: Double { (coverage - levels).reduce(0) { $0 + abs($1) } / Double(levels.count) }

    /// The largest distance between the distribution of the transforms and the uniform one (Kolmogorov and Smirnov). With
    /// m independent values that are calibrated it exceeds 1.36/√m once in twenty times.
    public var uniformityDistance: Double {
        let sorted = transforms.sorted()
        let m = Double(sorted.count)
        return sorted.enumerated().reduce(0) { worst, entry in
            let (i, u) = (Double(entry.offset), entry.element)
            return Swift.max(worst, u - i / m, (i + 1) / m - u)
        }
    }

    /// The counts of the transforms in equal bins of (0, 1): flat if calibrated, a hump in the middle if the predicted
    /// variances are too large, heaps at the ends if they are too small.
    public func histogram(binCount: Int = 10) -> [Int] {
        precondition(binCount >= 1, "A histogram has a bin.")
        var result = [Int](repeating: 0, count: binCount)
        for u in transforms { result[Swift.min(Swift.max(Int(u * Double(binCount)), 0), binCount - 1)] += 1 }
        return result
    }
}

extension [Double] {
    /// The first index of a sorted array where `isAfter` holds, by bisection.
    fileprivate func partitioningIndex(_ isAfter: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
