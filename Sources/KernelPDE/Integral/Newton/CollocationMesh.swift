/// Pieces with their degrees, on which Newton's method collocates.
struct CollocationMesh: Sendable, Equatable {
    struct Cell: Sendable, Equatable {
        var interval: Interval
        var size: Int
    }

    var cells: [Cell]
    var domainLength: Double {
        cells.reduce(0) { $0 + $1.interval.length }
    }
    func unknowns(order: Int) -> Int { cells.reduce(0) { $0 + $1.size + order } }

    /// A function on these pieces with the values of another one, which may live on other pieces.
    func interpolated(_ function: PiecewiseSeries, order: Int) -> PiecewiseSeries {
        PiecewiseSeries(
            intervals: cells.map(\.interval),
            derivatives: cells.map { cell in
                let values = function.values(at: cell.interval.points(ChebyshevNodes.firstKind(cell.size)))
                return values.enumerated().map { k, row in
                    let series = ChebyshevSeries(ChebyshevTransform.coefficients(ofValues: row))
                    return ChebyshevSeries(series.resized(cell.size + order - k))
                }
            })
    }

    /// The pieces after refinement by the verdicts, those with a small defect waiting.
    func refined(_ verdicts: [PieceVerdict], markingFraction: Double) -> CollocationMesh {
        let threshold = markingFraction * verdicts.reduce(0) { max($0, $1.defect) }
        var next: [Cell] = []
        for (cell, verdict) in zip(cells, verdicts) {
            switch verdict {
            case .raise(let size, let defect) where defect >= threshold:
                next.append(Cell(interval: cell.interval, size: size))
            case .halve(let defect) where defect >= threshold:
                let size = max(24, cell.size * 2 / 3)
                next.append(Cell(interval: cell.interval.halves.0, size: size))
                next.append(Cell(interval: cell.interval.halves.1, size: size))
            default: next.append(cell)
            }
        }
        return CollocationMesh(cells: next)
    }
}
