/// Where the coefficients of each function stand in a state on consecutive pieces, and the series they mean.
///
/// On a piece of N coefficients with half length h, u_i = h^m J^m v_i + sum_{j<m} c_j T_j(t), m the order of u_i; the state
/// holds v_i (N numbers) and c (m numbers) for every function, piece after piece.
struct PiecewiseLayout: Sendable {
    let cells: [CollocationMesh.Cell]
    let orders: [Int]
    /// The first number of every piece.
    let starts: [Int]
    let count: Int

    init(cells: [CollocationMesh.Cell], orders: [Int]) {
        self.cells = cells
        self.orders = orders
        var starts: [Int] = []
        var total = 0
        for cell in cells {
            starts.append(total)
            total += orders.count * cell.size + orders.reduce(0, +)
        }
        self.starts = starts
        count = total
    }

    /// The null-space constants a piece has.
    var constantsPerPiece: Int { orders.reduce(0, +) }

    /// The places of v_i on a piece.
    func core(piece: Int, function: Int) -> Range<Int> {
        let size = cells[piece].size
        let first = starts[piece] + function * size + orders[0..<function].reduce(0, +)
        return first..<(first + size)
    }

    /// The places of the constants of u_i on a piece.
    func constants(piece: Int, function: Int) -> Range<Int> {
        let end = core(piece: piece, function: function).upperBound
        return end..<(end + orders[function])
    }

    /// u_i, u_i', ... up to the order, on a piece.
    func series(_ state: [Double], piece: Int, function: Int) -> [ChebyshevSeries] {
        Self.series(
            v: Array(state[core(piece: piece, function: function)]),
            constants: Array(state[constants(piece: piece, function: function)]),
            halfLength: cells[piece].interval.halfLength)
    }

    static func series(v: [Double], constants: [Double], halfLength h: Double) -> [ChebyshevSeries] {
        let order = constants.count
        var result = [ChebyshevSeries](repeating: ChebyshevSeries(v), count: order + 1)
        var integral = ChebyshevSeries(v)
        var scale = 1.0
        for k in stride(from: order - 1, through: 0, by: -1) {
            integral = integral.integral
            scale *= h
            var series = ChebyshevSeries(integral.coefficients.map { $0 * scale })
            var factor = 1.0
            for _ in 0..<k { factor /= h }
            for (j, c) in constants.enumerated() where j >= k {
                for (n, value) in IntegrationTable.polynomial(j, derivative: k).coefficients.enumerated() {
                    series.coefficients[n] += c * factor * value
                }
            }
            result[k] = series
        }
        return result
    }

    /// The state of functions given by their values and highest derivatives, e.g. on other pieces.
    ///
    /// - Parameter derivatives: u_i, u_i', ... at points of a piece.
    func state(sampling derivatives: (_ function: Int, _ points: [Double]) -> [[Double]]) -> [Double] {
        var state = [Double](repeating: 0, count: count)
        for (p, cell) in cells.enumerated() {
            let points = cell.interval.points(ChebyshevNodes.firstKind(cell.size))
            for (i, order) in orders.enumerated() {
                let rows = derivatives(i, points)
                let v = ChebyshevTransform.coefficients(ofValues: rows[order])
                state.replaceSubrange(core(piece: p, function: i), with: v)
                guard order > 0 else { continue }
                let u = ChebyshevTransform.coefficients(ofValues: rows[0])
                let zero = [Double](repeating: 0, count: order)
                let part = Self.series(v: v, constants: zero, halfLength: cell.interval.halfLength)[0]
                let place = constants(piece: p, function: i)
                for j in 0..<order { state[place.lowerBound + j] = u[j] - part.coefficients[j] }
            }
        }
        return state
    }

    /// A function with its derivatives.
    func function(_ state: [Double], _ i: Int) -> PiecewiseSeries {
        PiecewiseSeries(
            intervals: cells.map(\.interval),
            derivatives: cells.indices.map { series(state, piece: $0, function: i) })
    }
}
