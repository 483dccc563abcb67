import LinearAlgebra

/// In which sense a problem with null functions was solved: u orthogonal to them, the source less what no u can meet.
struct BoxDeficiency: Sendable {
    /// The Legendre coefficients of what was left out of the source.
    let defect: Matrix
    /// Its root mean square.
    let size: Double
    /// The same relative to the source, the share of the conditions included.
    let relativeSize: Double
    private let nullCount: Int
    private let isConstant: Bool

    /// A larger part of the source than this counts as a contradiction.
    static let limit = 1e-9

    init(defect: Matrix, source: Matrix, freedom: BoxNullSpace) {
        let size = 0.5 * defect.norm
        relativeSize = source.norm > 0 ? 2 * size / source.norm : 0
        // What is below rounding is noise of the source, not a defect.
        self.defect = relativeSize > 1e-12 ? defect : Matrix(rowCount: defect.rowCount, columnCount: defect.columnCount)
        self.size = size
        nullCount = freedom.functions.count
        isConstant = freedom.isConstant
    }

    /// Whether a part of the source had to be left out.
    var isContradictory: Bool { relativeSize > Self.limit }

    /// Sentences for the user.
    var warnings: [String] {
        let freedom =
            isConstant
            ? "up to a constant; the solution of mean zero is given"
            : "up to \(nullCount == 1 ? "multiples of one null function" : "\(nullCount) null functions"); the solution of "
                + "least root mean square is given"
        var result = ["The equation and its conditions determine u only \(freedom)."]
        if isContradictory {
            result.append(
                "No exact solution exists: source and conditions are not compatible. A part of root mean square \(size) along the "
                    + "null function (\(relativeSize) of the source) was left out of the source: a least-squares solution."
            )
        }
        return result
    }
}

/// The functions that an operator maps to zero, as coefficients Y.
struct BoxNullSpace {
    let functions: [Matrix]
    /// Whether they are the constants alone.
    let isConstant: Bool

    init(_ linearized: LinearizedBoxOperator) {
        let (axes, zero) = (linearized.discretization.axes, linearized.discretization.zero)
        if let symmetric = linearized.solver as? SymmetricSeparable, !symmetric.nullPlaces.isEmpty {
            functions = symmetric.nullPlaces.map { place in
                var unit = zero
                unit[place.row, place.column] = 1
                return symmetric.restored(unit)
            }
            isConstant = symmetric.nullPlaces.allSatisfy {
                symmetric.eigen[0].highest[$0.row] == 0 && symmetric.eigen[1].highest[$0.column] == 0
            }
            return
        }
        // The free constant of an axis has a place of its own, without a highest derivative.
        var unit = zero
        let places = axes.map { axis in
            (0..<axis.size).first { axis.truncated[axis.order][$0, $0] == 0 } ?? 0
        }
        unit[places[0], places[1]] = 1
        functions = [unit]
        isConstant = true
    }
}

extension BoxDiscretization {
    /// Coefficients Y for which the whole of u, with the lift, has no part along the given functions.
    func orthogonal(_ y: Matrix, to nullFunctions: [Matrix]) -> Matrix {
        var (result, total) = (y, coefficients(y))
        let functions = nullFunctions.map { function in
            (
                y: function,
                series: multiplySparseTransposed(
                    multiplySparseLeft(axes[0].series[0], function), axes[1].series[0])
            )
        }
        // Twice, for the functions of a multiple eigenvalue are orthogonal to rounding only up to the resolution.
        for _ in 0..<2 {
            for (function, series) in functions {
                let share =
                    dot(series.flattened, total.flattened) / max(dot(series.flattened, series.flattened), 1e-300)
                result.add(function, scaledBy: -share)
                total.add(series, scaledBy: -share)
            }
        }
        return result
    }
}
