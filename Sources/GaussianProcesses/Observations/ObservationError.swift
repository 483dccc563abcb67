/// Why data cannot be used as observations. Rows and columns count from zero.
public enum ObservationError: Error, Sendable, Equatable {
    /// There are no rows.
    case empty
    /// The points have no coordinates.
    case noColumns
    /// There are not as many values as points.
    case targetCount(rows: Int, targets: Int)
    /// A coordinate is NaN or infinite.
    case notFinite(row: Int, column: Int, value: Double)
    /// An observed value is NaN or infinite.
    case targetNotFinite(row: Int, value: Double)
    /// There are not as many noise variances as points.
    case noiseVarianceCount(rows: Int, variances: Int)
    /// A noise variance is negative or not finite.
    case noiseVarianceNotValid(row: Int, value: Double)
    /// Points have another number of coordinates than those before.
    case inputDimension(expected: Int, found: Int)
    /// A row was named that there is not.
    case rowOutOfRange(row: Int, count: Int)
    /// A functional has no terms.
    case emptyFunctional(row: Int)
    /// The observed values are all equal, so they have no scale to divide by.
    case constantTarget(value: Double)
}

extension ObservationError: CustomStringConvertible {
    /// One sentence that names the culprit and a way out.
    public var description: String {
        switch self {
        case .empty:
            "There are no observations; give at least one row."
        case .noColumns:
            "The points have no coordinates; give at least one input column."
        case .targetCount(let rows, let targets):
            "There are \(rows) rows of inputs but \(targets) target values; give one value a row."
        case .notFinite(let row, let column, let value):
            "Row \(row), column \(column) of the inputs is \(value); drop the row or fill the value in."
        case .targetNotFinite(let row, let value):
            "The target in row \(row) is \(value); drop the row or fill the value in."
        case .noiseVarianceCount(let rows, let variances):
            "There are \(rows) rows but \(variances) noise variances; give one variance a row."
        case .noiseVarianceNotValid(let row, let value):
            "The noise variance in row \(row) is \(value); it must be zero or positive, and finite."
        case .inputDimension(let expected, let found):
            "The points have \(found) columns, but the observations have \(expected)."
        case .rowOutOfRange(let row, let count):
            "There is no row \(row): the \(count) rows count from zero."
        case .emptyFunctional(let row):
            "The functional in row \(row) has no terms, so its value is always zero; leave it out."
        case .constantTarget(let value):
            "Every target is \(value), so it cannot be scaled to unit variance; leave standardisation out."
        }
    }
}
