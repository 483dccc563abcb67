/// The tuples of eigenvalues of several diagonal variables, the first running fastest: for each the product of the lowest_e
/// and the sum over d of own_d times the product of the other lowest_e.
struct EigenTuples: Sendable {
    private let lowest: [[Double]]
    private let own: [[Double]]

    init(_ axes: [ModalAxis]) {
        var (lowest, own): ([[Double]], [[Double]]) = ([], [])
        for axis in axes {
            if case .diagonal(let a, let b) = axis.form {
                lowest.append(a)
                own.append(b)
            }
        }
        (self.lowest, self.own) = (lowest, own)
    }

    /// The number of tuples; one without variables.
    var count: Int { lowest.reduce(1) { $0 * $1.count } }
    /// The tuples of equal later indices.
    var slabCount: Int { lowest.dropFirst().reduce(1) { $0 * $1.count } }

    /// Sum, product and the size of the sum's terms for all first indices at one tuple of the later ones.
    func slab(_ index: Int) -> (sums: [Double], products: [Double], sizes: [Double]) {
        guard let first = lowest.first else { return ([0], [1], [0]) }
        let (rest, product, size) = tail(index)
        var sums = first
        var sizes = first
        for i in first.indices {
            sums[i] = own[0][i] * product + first[i] * rest
            sizes[i] = abs(own[0][i] * product) + abs(first[i]) * size
        }
        return (sums, first.map { $0 * product }, sizes)
    }

    /// Sum, product and size of the later variables.
    private func tail(_ index: Int) -> (sum: Double, product: Double, size: Double) {
        var (sum, product, size, left) = (0.0, 1.0, 0.0, index)
        for d in lowest.indices.dropFirst() {
            let k = left % lowest[d].count
            left /= lowest[d].count
            sum = sum * lowest[d][k] + own[d][k] * product
            size = size * abs(lowest[d][k]) + abs(own[d][k] * product)
            product *= lowest[d][k]
        }
        return (sum, product, size)
    }

    /// c_0 (the sum) and c_1 (the product) of a range of tuples.
    func coefficients(_ range: Range<Int>) -> TriangularSubstitution.Coefficients {
        let width = lowest.first?.count ?? 1
        var (real0, real1, size): ([Double], [Double], [Double]) = ([], [], [])
        var slabIndex = -1
        var values: (sums: [Double], products: [Double], sizes: [Double]) = ([], [], [])
        for tuple in range {
            if tuple / width != slabIndex {
                slabIndex = tuple / width
                values = slab(slabIndex)
            }
            real0.append(values.sums[tuple % width])
            real1.append(values.products[tuple % width])
            size.append(values.sizes[tuple % width])
        }
        return .init(real0: real0, real1: real1, size: size)
    }
}
