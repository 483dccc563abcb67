/// The cut of a matrix into tiles small enough for cache and numerous enough for all cores.
struct TileGrid: Sendable {
    /// The first row, last row (exclusive) and likewise the columns of a tile.
    struct Cell: Sendable {
        var rows: Range<Int>
        var columns: Range<Int>
        var isOnDiagonal: Bool { rows.lowerBound == columns.lowerBound }
    }

    let cells: [Cell]

    /// Half a megabyte a tile at most: it stays in a core's second-level cache.
    private static let largestSide = 256

    private static func side(for order: Int) -> Int {
        // At least four tiles a side from 64 points on, so that two cores balance.
        Swift.min(largestSide, Swift.max(32, (order + 3) / 4))
    }

    /// The tiles of the lower triangle of a symmetric matrix, diagonal tiles included.
    init(lowerTriangleOfOrder order: Int) {
        let side = Self.side(for: order)
        var cells: [Cell] = []
        for j in stride(from: 0, to: order, by: side) {
            for i in stride(from: j, to: order, by: side) {
                cells.append(
                    Cell(rows: i..<Swift.min(i + side, order), columns: j..<Swift.min(j + side, order)))
            }
        }
        self.cells = cells
    }

    /// The tiles of a whole m-by-n matrix.
    init(rowCount: Int, columnCount: Int) {
        let side = Self.side(for: Swift.max(rowCount, columnCount))
        var cells: [Cell] = []
        for j in stride(from: 0, to: columnCount, by: side) {
            for i in stride(from: 0, to: rowCount, by: side) {
                cells.append(
                    Cell(rows: i..<Swift.min(i + side, rowCount), columns: j..<Swift.min(j + side, columnCount)))
            }
        }
        self.cells = cells
    }
}
