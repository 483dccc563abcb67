/// The last m pairs of steps s and gradient changes y, and the limited-memory BFGS matrix they define,
///
///     B = θ I − W M Wᵀ,   W = [Y, θ S] (n by 2m),   M⁻¹ = [ −D  Lᵀ ; L  θ SᵀS ],
///
/// D = diag(sᵢᵀyᵢ), L the part of SᵀY strictly below its diagonal, θ = yᵀy / sᵀy of the newest pair (Byrd, Lu, Nocedal,
/// Zhu, SIAM J. Sci. Comput. 16 (1995), equations 3.2 to 3.4).
///
/// B does not change when a pair is multiplied by a number, so each is stored scaled to sᵀy = 1. Then D is the
/// identity, and pairs whose lengths differ by many orders, as they do near convergence, leave M⁻¹ well scaled.
struct CurvatureMemory {
    let capacity: Int
    /// The scaled steps, oldest first.
    private(set) var steps: [[Double]] = []
    /// The scaled gradient changes, oldest first.
    private(set) var changes: [[Double]] = []
    /// The curvature θ along directions the pairs do not span.
    private(set) var theta: Double
    private let initialTheta: Double
    private var middle: SmallSystem?
    private var stepGram: [[Double]] = []
    private var mixedGram: [[Double]] = []

    /// A memory of no pairs, so that B = θ I. As a rule θ = 1; where the first gradient is beyond 1e±8, in a function
    /// measured in far-off units, θ is its size, so that the first trial stays of order one.
    init(capacity: Int, firstGradient: [Double]) {
        let size = firstGradient.reduce(0) { max($0, abs($1)) }
        let isOrdinary = size == 0 || (1e-8...1e8).contains(size)
        self.init(capacity: capacity, initialTheta: isOrdinary ? 1 : size)
    }

    private init(capacity: Int, initialTheta: Double) {
        self.capacity = max(capacity, 1)
        self.initialTheta = initialTheta
        theta = initialTheta
    }

    var isEmpty: Bool { steps.isEmpty }
    /// The order of M, twice the number of pairs.
    var order: Int { 2 * steps.count }

    mutating func forget() {
        self = CurvatureMemory(capacity: capacity, initialTheta: initialTheta)
    }

    /// Takes in a pair of positive curvature; forgets everything if the matrix becomes singular in rounding.
    mutating func learn(step: [Double], change: [Double], curvature: Double) {
        let scale = 1 / curvature.squareRoot()
        let (s, y) = (step.map { $0 * scale }, change.map { $0 * scale })
        let newTheta = dot(y, y)
        guard newTheta.isFinite && newTheta > 0 else { return }
        if steps.count == capacity { dropOldest() }
        theta = newTheta
        for i in steps.indices {
            let product = dot(steps[i], s)
            stepGram[i].append(product)
            mixedGram[i].append(dot(steps[i], y))
        }
        stepGram.append(steps.indices.map { stepGram[$0][steps.count] } + [dot(s, s)])
        mixedGram.append(changes.map { dot(s, $0) } + [1])
        steps.append(s)
        changes.append(y)
        middle = SmallSystem(middleMatrix)
        if middle == nil { forget() }
    }

    private mutating func dropOldest() {
        steps.removeFirst()
        changes.removeFirst()
        for i in stepGram.indices {
            stepGram[i].removeFirst()
            mixedGram[i].removeFirst()
        }
        stepGram.removeFirst()
        mixedGram.removeFirst()
    }

    private var middleMatrix: [[Double]] {
        let m = steps.count
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: 2 * m), count: 2 * m)
        for i in 0..<m {
            matrix[i][i] = -1
            for j in 0..<m { matrix[m + i][m + j] = theta * stepGram[i][j] }
            for j in 0..<i {
                matrix[m + i][j] = mixedGram[i][j]
                matrix[j][m + i] = mixedGram[i][j]
            }
        }
        return matrix
    }

    /// M v.
    func middleProduct(_ v: [Double]) -> [Double] {
        middle?.solve(v) ?? []
    }

    /// Row i of W.
    func row(_ i: Int) -> [Double] {
        changes.map { $0[i] } + steps.map { theta * $0[i] }
    }

    /// Wᵀ v.
    func transposedProduct(_ v: [Double]) -> [Double] {
        changes.map { dot($0, v) } + steps.map { theta * dot($0, v) }
    }

    /// W v.
    func product(_ v: [Double], count: Int) -> [Double] {
        var result = [Double](repeating: 0, count: count)
        let m = steps.count
        for j in 0..<m {
            let (a, b) = (v[j], theta * v[m + j])
            for i in result.indices { result[i] += a * changes[j][i] + b * steps[j][i] }
        }
        return result
    }

    /// M⁻¹ − W_FᵀW_F / θ over the free coordinates F, factorised; nil if singular in rounding.
    ///
    /// Written with the complement A of F where terms cancel exactly: the block of the steps is θ S_AᵀS_A, and below
    /// the diagonal the mixed block is S_AᵀY_A (the arrangement of section 5.1 with the differences taken by hand).
    func reducedSystem(isFree: [Bool]) -> SmallSystem? {
        let m = steps.count
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: 2 * m), count: 2 * m)
        for i in 0..<m {
            for j in 0...i {
                var (changeFree, stepBound) = (0.0, 0.0)
                for k in isFree.indices {
                    if isFree[k] {
                        changeFree += changes[i][k] * changes[j][k]
                    } else {
                        stepBound += steps[i][k] * steps[j][k]
                    }
                }
                matrix[i][j] = -changeFree / theta - (i == j ? 1 : 0)
                matrix[j][i] = matrix[i][j]
                matrix[m + i][m + j] = theta * stepBound
                matrix[m + j][m + i] = theta * stepBound
            }
            for j in 0..<m {
                let wanted = j >= i
                var sum = 0.0
                for k in isFree.indices where isFree[k] == wanted { sum += steps[i][k] * changes[j][k] }
                matrix[m + i][j] = wanted ? -sum : sum
                matrix[j][m + i] = matrix[m + i][j]
            }
        }
        return SmallSystem(matrix)
    }
}
