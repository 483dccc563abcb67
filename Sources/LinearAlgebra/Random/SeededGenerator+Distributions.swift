#if canImport(Glibc)
    import Glibc
#endif

extension SeededGenerator {
    /// A number uniform on the open interval (0, 1), one of 2^53 equally spaced values.
    public mutating func uniform() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }

    /// A number uniform between two bounds.
    public mutating func uniform(from lower: Double, to upper: Double) -> Double {
        lower + (upper - lower) * uniform()
    }

    /// A standard normal number: the quantile of one uniform number, so that every draw takes one step.
    public mutating func normal() -> Double { NormalDistribution.quantile(uniform()) }

    /// A number with density x^(shape-1) exp(-x) / Gamma(shape), mean and variance `shape`.
    ///
    /// Marsaglia and Tsang, ACM Trans. Math. Softw. 26 (2000) 363; shapes below one by their section 6.
    public mutating func gamma(shape: Double) -> Double {
        precondition(shape > 0, "A gamma distribution has a positive shape.")
        if shape < 1 {
            let boosted = gamma(shape: shape + 1)
            return boosted * pow(uniform(), 1 / shape)
        }
        let d = shape - 1 / 3.0
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let cube = root * root * root
            if log(uniform()) < 0.5 * x * x + d - d * cube + d * log(cube) { return d * cube }
        }
    }

    /// `count` independent uniform numbers on (0, 1).
    public mutating func uniforms(_ count: Int) -> Vector {
        Vector(count: count) { target in for i in 0..<count { target[i] = uniform() } }
    }

    /// `count` independent standard normal numbers.
    public mutating func normals(_ count: Int) -> Vector {
        Vector(count: count) { target in for i in 0..<count { target[i] = normal() } }
    }

    /// A matrix of independent uniform numbers on (0, 1), drawn column by column.
    public mutating func uniformMatrix(rowCount: Int, columnCount: Int) -> Matrix {
        Matrix(rowCount: rowCount, columnCount: columnCount, flattened: uniforms(rowCount * columnCount))
    }

    /// A matrix of independent standard normal numbers, drawn column by column.
    public mutating func normalMatrix(rowCount: Int, columnCount: Int) -> Matrix {
        Matrix(rowCount: rowCount, columnCount: columnCount, flattened: normals(rowCount * columnCount))
    }

    /// A whole number uniform on 0..<bound, without bias (Lemire, ACM Trans. Model. Comput. Simul. 29 (2019) 3).
    public mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0, "There is no whole number in an empty range.")
        let width = UInt64(bound)
        let threshold = (0 &- width) % width
        while true {
            let (high, low) = next().multipliedFullWidth(by: width)
            if low >= threshold { return Int(high) }
        }
    }

    /// The elements in random order (Fisher and Yates), independent of the standard library's version.
    public mutating func shuffled<Element>(_ elements: some Sequence<Element>) -> [Element] {
        var result = Array(elements)
        for i in stride(from: result.count - 1, to: 0, by: -1) { result.swapAt(i, integer(below: i + 1)) }
        return result
    }

    /// `count` different whole numbers from 0..<bound, in random order.
    public mutating func sample(_ count: Int, below bound: Int) -> [Int] {
        precondition(count >= 0 && count <= bound, "There are not \(count) different numbers below \(bound).")
        var pool = Array(0..<bound)
        for i in 0..<count { pool.swapAt(i, i + integer(below: bound - i)) }
        return Array(pool.prefix(count))
    }
}
