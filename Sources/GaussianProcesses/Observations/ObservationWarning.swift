import LinearAlgebra

/// Something in the data that is allowed but worth knowing. Rows and columns count from zero.
public enum ObservationWarning: Sendable, Equatable {
    /// An input column has the same value in every row, so its lengthscale cannot be learned.
    case constantColumn(column: Int, value: Double)
    /// Every observed value is the same.
    case constantTarget(value: Double)
    /// Rows repeat earlier ones: the number of such rows, and the first pair.
    case duplicateRows(count: Int, first: Int, second: Int)
}

extension ObservationWarning: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .constantColumn(let column, let value):
            "Input column \(column) is \(value) in every row; its lengthscale means nothing."
        case .constantTarget(let value):
            "The target is \(value) in every row."
        case .duplicateRows(let count, let first, let second):
            "\(count) row\(count == 1 ? " repeats" : "s repeat") the inputs of an earlier one "
                + "(rows \(first) and \(second)); they need a noise variance."
        }
    }
}

extension Observations {
    /// What is unusual about the data. O(n d log n).
    public var warnings: [ObservationWarning] {
        var result: [ObservationWarning] = []
        if count > 1 {
            for column in 0..<inputDimension {
                let values = x.column(column)
                if values.allSatisfy({ $0 == values[0] }) {
                    result.append(.constantColumn(column: column, value: values[0]))
                }
            }
            if y.allSatisfy({ $0 == y[0] }) { result.append(.constantTarget(value: y[0])) }
        }
        let duplicates = duplicatePairs()
        if let pair = duplicates.min(by: { ($0.second, $0.first) < ($1.second, $1.first) }) {
            result.append(.duplicateRows(count: duplicates.count, first: pair.first, second: pair.second))
        }
        return result
    }

    /// For every included row whose inputs equal those of an earlier included row: the earliest such row, and itself.
    func duplicatePairs(among isIncluded: (Int) -> Bool = { _ in true }) -> [(first: Int, second: Int)] {
        let (n, d) = (count, inputDimension)
        return x.withUnsafePointer { p in
            // Rows sorted by inputs, then by index: equal rows become neighbours, the earliest first.
            let sorted = (0..<n).filter(isIncluded).sorted { a, b in
                for c in 0..<d where p[a + c * n] != p[b + c * n] { return p[a + c * n] < p[b + c * n] }
                return a < b
            }
            var result: [(first: Int, second: Int)] = []
            guard var earliest = sorted.first else { return result }
            for row in sorted.dropFirst() {
                if (0..<d).allSatisfy({ p[earliest + $0 * n] == p[row + $0 * n] }) {
                    result.append((earliest, row))
                } else {
                    earliest = row
                }
            }
            return result
        }
    }
}
