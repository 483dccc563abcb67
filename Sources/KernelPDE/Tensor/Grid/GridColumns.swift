/// The points of a tensor grid, the first variable running fastest, in pieces of bounded size.
struct GridColumns: Sendable {
    let places: [[Double]]

    init(_ places: [[Double]]) { self.places = places }

    var count: Int { places.reduce(1) { $0 * $1.count } }

    /// One array of coordinates a variable.
    var columns: [[Double]] { columns(0..<count) }

    /// The coordinates of consecutive points.
    func columns(_ range: Range<Int>) -> [[Double]] {
        var result: [[Double]] = []
        var period = 1
        for axis in places {
            let n = axis.count
            var (index, phase) = (range.lowerBound / period % n, range.lowerBound % period)
            result.append(
                [Double](unsafeUninitializedCapacity: range.count) { target, filled in
                    for i in 0..<range.count {
                        target[i] = axis[index]
                        phase += 1
                        if phase == period {
                            phase = 0
                            index = index + 1 == n ? 0 : index + 1
                        }
                    }
                    filled = range.count
                })
            period *= n
        }
        return result
    }

    /// The coordinates of one point.
    func point(_ index: Int) -> [Double] { columns(index..<(index + 1)).map { $0[0] } }
}
