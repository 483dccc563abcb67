import LinearAlgebra

/// Points from coarse to fine: each is the farthest from all before it. O(N²) time, O(N) memory.
struct MaximinOrdering {
    /// The points' indices in order.
    let order: [Int]

    init(_ points: Matrix) {
        let (n, dimension) = (points.rowCount, points.columnCount)
        let columns = (0..<dimension).map { points.column($0).array }
        var squares = [Double](repeating: .infinity, count: n)
        var order: [Int] = []
        var next = 0
        while order.count < n {
            order.append(next)
            squares[next] = -1
            let place = columns.map { $0[next] }
            var (best, farthest) = (-1.0, next)
            for i in 0..<n where squares[i] >= 0 {
                var square = 0.0
                for c in 0..<dimension {
                    let gap = columns[c][i] - place[c]
                    square += gap * gap
                }
                if square < squares[i] { squares[i] = square }
                if squares[i] > best { (best, farthest) = (squares[i], i) }
            }
            next = farthest
        }
        self.order = order
    }
}
