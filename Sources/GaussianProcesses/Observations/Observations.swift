import LinearAlgebra

/// Noisy values of an unknown function: y_i at the point in row i of `x`.
///
/// Every entry is finite and the shapes agree, because the initialiser says so; nothing downstream checks again.
public struct Observations: Sendable, Equatable {
    /// The n points, one a row of d coordinates.
    public let x: Matrix
    /// The n observed values.
    public let y: Vector
    /// The n known noise variances, in the units of y squared (zero for exact values); nil when none are known.
    ///
    /// They are added to the noise variance that a process estimates.
    public let noiseVariances: Vector?

    /// The number of observations, n.
    public var count: Int { x.rowCount }
    /// The number of coordinates of a point, d.
    public var inputDimension: Int { x.columnCount }

    /// Observations `y` at the rows of `x`, with known noise variances if there are any.
    ///
    /// - Throws: ``ObservationError`` when there are none, the shapes disagree, an entry is NaN or infinite, or a
    ///   known noise variance is negative.
    public init(_ x: Matrix, _ y: Vector, noiseVariances: Vector? = nil) throws(ObservationError) {
        guard x.rowCount > 0 || y.count > 0 else { throw .empty }
        guard x.columnCount > 0 else { throw .noColumns }
        guard x.rowCount == y.count else { throw .targetCount(rows: x.rowCount, targets: y.count) }
        if let (row, column) = x.firstNonFinite {
            throw .notFinite(row: row, column: column, value: x[row, column])
        }
        if let row = y.firstIndex(where: { !$0.isFinite }) { throw .targetNotFinite(row: row, value: y[row]) }
        if let variances = noiseVariances {
            guard variances.count == y.count else {
                throw .noiseVarianceCount(rows: y.count, variances: variances.count)
            }
            if let row = variances.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
                throw .noiseVarianceNotValid(row: row, value: variances[row])
            }
        }
        self.x = x
        self.y = y
        self.noiseVariances = noiseVariances
    }

    private init(trusted x: Matrix, _ y: Vector, _ noiseVariances: Vector?) {
        self.x = x
        self.y = y
        self.noiseVariances = noiseVariances
    }

    /// These observations followed by `others`; a missing noise variance counts as zero beside a known one.
    ///
    /// - Throws: ``ObservationError/inputDimension(expected:found:)`` when the points differ in dimension.
    public func appending(_ others: Observations) throws(ObservationError) -> Observations {
        guard others.inputDimension == inputDimension else {
            throw .inputDimension(expected: inputDimension, found: others.inputDimension)
        }
        var variances: Vector?
        if noiseVariances != nil || others.noiseVariances != nil {
            let own = noiseVariances ?? Vector(count: count)
            variances = Vector(own.array + (others.noiseVariances ?? Vector(count: others.count)).array)
        }
        return Observations(
            trusted: .stackedVertically(x, others.x), Vector(y.array + others.y.array), variances)
    }

    /// The observations with the given indices, in the given order.
    public func rows(_ indices: some Collection<Int>) throws(ObservationError) -> Observations {
        guard !indices.isEmpty else { throw .empty }
        return Observations(
            trusted: x.rows(indices), Vector(indices.map { y[$0] }),
            noiseVariances.map { variances in Vector(indices.map { variances[$0] }) })
    }
}

extension Matrix {
    /// The row and column of the first entry, column by column, that is NaN or infinite.
    var firstNonFinite: (row: Int, column: Int)? {
        withUnsafePointer { p in
            (0..<count).first { !p[$0].isFinite }.map { ($0 % rowCount, $0 / rowCount) }
        }
    }
}
