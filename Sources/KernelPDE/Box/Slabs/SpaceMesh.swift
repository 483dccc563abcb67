/// The pieces of space in one slab of time: leaves of binary trees over the pieces between breaks.
struct SpaceMesh: Sendable {
    struct Piece: Sendable {
        let interval: Interval
        /// The piece between breaks in which it lies, how often that was halved, and which of the 2^level parts it is.
        let root: Int
        let level: Int
        let index: Int
        /// Slabs for which the piece is not joined with its sibling.
        var hold = 0
    }

    var pieces: [Piece]

    /// The deepest halving: 2^-26 of the distance of two breaks.
    static let deepestLevel = 26

    init(breaks: [Double]) {
        pieces = zip(breaks, breaks.dropFirst()).enumerated().map { root, ends in
            Piece(interval: Interval(ends.0, ends.1), root: root, level: 0, index: 0)
        }
    }

    /// The mesh with the marked pieces halved; nil if no marked piece can be.
    func halving(_ marked: [Bool], hold: Int) -> SpaceMesh? {
        var result = self
        result.pieces = []
        for (piece, isMarked) in zip(pieces, marked) {
            guard isMarked, piece.level < Self.deepestLevel else {
                result.pieces.append(piece)
                continue
            }
            let halves = piece.interval.halves
            for (side, interval) in [halves.0, halves.1].enumerated() {
                result.pieces.append(
                    Piece(
                        interval: interval, root: piece.root, level: piece.level + 1, index: 2 * piece.index + side,
                        hold: hold))
            }
        }
        return result.pieces.count > pieces.count ? result : nil
    }

    /// Whether pieces i and i + 1 are the halves of one piece, and free to be joined.
    func areSiblings(_ i: Int) -> Bool {
        guard i + 1 < pieces.count else { return false }
        let (a, b) = (pieces[i], pieces[i + 1])
        return a.root == b.root && a.level == b.level && a.level > 0 && a.index % 2 == 0 && b.index == a.index + 1
            && a.hold == 0 && b.hold == 0
    }

    /// The piece of which i and i + 1 are the halves.
    func parent(_ i: Int) -> Piece {
        let (a, b) = (pieces[i], pieces[i + 1])
        return Piece(
            interval: Interval(a.interval.lower, b.interval.upper), root: a.root, level: a.level - 1, index: a.index / 2
        )
    }

    /// The number of the piece that holds a point.
    func index(of x: Double) -> Int {
        var (low, high) = (0, pieces.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if pieces[middle].interval.lower <= x { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
