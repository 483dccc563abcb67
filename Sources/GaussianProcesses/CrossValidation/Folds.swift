import LinearAlgebra

/// A partition of n rows into groups that are left out together.
public struct Folds: Sendable, Equatable {
    /// The groups of row indices; every row is in exactly one.
    public let groups: [[Int]]

    /// The number of rows, n.
    public var rowCount: Int { groups.reduce(0) { $0 + $1.count } }

    /// The given groups.
    ///
    /// - Throws: ``CrossValidationError`` unless every row 0..<n is in exactly one group and no group is empty.
    public init(_ groups: [[Int]]) throws(CrossValidationError) {
        let count = groups.reduce(0) { $0 + $1.count }
        var seen = [Bool](repeating: false, count: count)
        for (index, group) in groups.enumerated() {
            guard !group.isEmpty else { throw .emptyGroup(index) }
            for row in group {
                guard row >= 0 && row < count && !seen[row] else { throw .notAPartition(row: row) }
                seen[row] = true
            }
        }
        self.groups = groups
    }

    /// Every row by itself.
    public static func single(rowCount: Int) -> Folds { Folds(trusted: (0..<rowCount).map { [$0] }) }

    /// `count` groups of nearly equal size, at random.
    ///
    /// - Throws: ``CrossValidationError/foldCount(_:rowCount:)`` unless there are from 2 to n groups.
    public static func random(
        _ count: Int, rowCount: Int, seed: UInt64
    ) throws(CrossValidationError) -> Folds {
        guard count >= 2 && count <= rowCount else { throw .foldCount(count, rowCount: rowCount) }
        var generator = SeededGenerator(seed: seed)
        var groups = [[Int]](repeating: [], count: count)
        for (position, row) in generator.shuffled(0..<rowCount).enumerated() { groups[position % count].append(row) }
        return Folds(trusted: groups.map { $0.sorted() })
    }

    /// `count` groups of consecutive rows of nearly equal size: for series, whose neighbours know each other.
    ///
    /// - Throws: ``CrossValidationError/foldCount(_:rowCount:)`` unless there are from 2 to n groups.
    public static func consecutive(_ count: Int, rowCount: Int) throws(CrossValidationError) -> Folds {
        guard count >= 2 && count <= rowCount else { throw .foldCount(count, rowCount: rowCount) }
        return Folds(trusted: (0..<count).map { Array($0 * rowCount / count..<($0 + 1) * rowCount / count) })
    }

    private init(trusted groups: [[Int]]) { self.groups = groups }
}

/// Why rows cannot be left out as asked.
public enum CrossValidationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A group has no rows.
    case emptyGroup(Int)
    /// A row is missing, repeated or out of range.
    case notAPartition(row: Int)
    /// There are too few or too many folds for the rows.
    case foldCount(Int, rowCount: Int)
    /// The groups partition another number of rows than there are observations.
    case rowCount(folds: Int, observations: Int)

    /// One sentence that names the culprit and a way out.
    public var description: String {
        switch self {
        case .emptyGroup(let index): "Group \(index) has no rows; leave it out."
        case .notAPartition(let row):
            "Row \(row) is out of range or in two groups; put every row into exactly one group."
        case .foldCount(let count, let rows):
            "There cannot be \(count) folds of \(rows) rows; give a number from 2 to \(rows)."
        case .rowCount(let folds, let observations):
            "The groups hold \(folds) rows, but there are \(observations) observations."
        }
    }
}
