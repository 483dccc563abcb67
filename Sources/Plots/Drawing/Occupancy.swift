/// Which cells of a coarse grid hold something drawn; by it the legend finds a free corner.
struct Occupancy: Sendable {
    private static let cell = 6.0
    private var cells: Set<Cell> = []

    private struct Cell: Hashable {
        var x: Int
        var y: Int
    }

    mutating func mark(_ place: Place) {
        guard place.isFinite, abs(place.x) < 1e6, abs(place.y) < 1e6 else { return }
        cells.insert(Cell(x: Int((place.x / Self.cell).rounded(.down)), y: Int((place.y / Self.cell).rounded(.down))))
    }

    mutating func mark(from a: Place, to b: Place) {
        guard a.isFinite && b.isFinite else { return }
        let length = max(abs(a.x - b.x), abs(a.y - b.y))
        let count = min(Int(length / Self.cell) + 1, 2000)
        for k in 0...count {
            let t = Double(k) / Double(count)
            mark(Place(x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y)))
        }
    }

    mutating func mark(_ frame: Frame) {
        var y = frame.y
        while y <= frame.bottom {
            mark(from: Place(x: frame.x, y: y), to: Place(x: frame.right, y: y))
            y += Self.cell
        }
    }

    /// How many marked cells a rectangle touches.
    func count(in frame: Frame) -> Int {
        let (left, right) = (Int((frame.x / Self.cell).rounded(.down)), Int((frame.right / Self.cell).rounded(.down)))
        let (top, bottom) = (Int((frame.y / Self.cell).rounded(.down)), Int((frame.bottom / Self.cell).rounded(.down)))
        return cells.count { $0.x >= left && $0.x <= right && $0.y >= top && $0.y <= bottom }
    }
}
