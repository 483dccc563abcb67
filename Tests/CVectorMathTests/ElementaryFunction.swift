import CVectorMath
import Glibc
import Testing

typealias Row = @Sendable (UnsafeMutablePointer<Double>?, UnsafePointer<Double>?, Int) -> Void

/// A function under test with its variants, its oracle, and the error it may have.
struct ElementaryFunction: Sendable, CustomTestStringConvertible {
    let name: String
    /// One row function for each instruction set that this machine can run.
    let variants: [(instructions: String, row: Row)]
    let library: @Sendable (Double) -> Double
    let table: ReferenceTable
    /// In units in the last place.
    let largestError: Double
    /// Where random arguments are most telling.
    let usualArguments: ClosedRange<Double>

    var testDescription: String { name }
    var dispatched: Row { variants[0].row }

    init(
        _ name: String, _ dispatched: @escaping Row, _ avx2: @escaping Row, _ portable: @escaping Row,
        _ library: @escaping @Sendable (Double) -> Double, _ table: ReferenceTable, within largestError: Double,
        on usualArguments: ClosedRange<Double>
    ) {
        self.name = name
        variants = [("dispatched", dispatched), ("portable", portable)] + (runsAVX2 ? [("AVX2", avx2)] : [])
        self.library = library
        self.table = table
        self.largestError = largestError
        self.usualArguments = usualArguments
    }

    static let all = [
        ElementaryFunction("exp", cv_exp, cv_avx2_exp, cv_portable_exp, exp, .exp, within: 1, on: -40...40),
        ElementaryFunction("expm1", cv_expm1, cv_avx2_expm1, cv_portable_expm1, expm1, .expm1, within: 1, on: -2...2),
        ElementaryFunction("log", cv_log, cv_avx2_log, cv_portable_log, log, .log, within: 1, on: 0...4),
        ElementaryFunction("log1p", cv_log1p, cv_avx2_log1p, cv_portable_log1p, log1p, .log1p, within: 1, on: -1...3),
        ElementaryFunction("sin", cv_sin, cv_avx2_sin, cv_portable_sin, sin, .sin, within: 1, on: -100...100),
        ElementaryFunction("cos", cv_cos, cv_avx2_cos, cv_portable_cos, cos, .cos, within: 1, on: -100...100),
        ElementaryFunction("asin", cv_asin, cv_avx2_asin, cv_portable_asin, asin, .asin, within: 1.5, on: -1...1),
        ElementaryFunction("acos", cv_acos, cv_avx2_acos, cv_portable_acos, acos, .acos, within: 1.5, on: -1...1),
        ElementaryFunction("erf", cv_erf, cv_avx2_erf, cv_portable_erf, erf, .erf, within: 1.5, on: -6...6),
        ElementaryFunction("erfc", cv_erfc, cv_avx2_erfc, cv_portable_erfc, erfc, .erfc, within: 2, on: -6...27),
        ElementaryFunction("tanh", cv_tanh, cv_avx2_tanh, cv_portable_tanh, tanh, .tanh, within: 1.5, on: -20...20),
    ]
}

let runsAVX2 = ["x86-64-v3", "x86-64-v4"].contains(String(cString: cv_instruction_set()))

/// Applies a row function to an array.
func applied(_ row: Row, to arguments: [Double]) -> [Double] {
    var results = [Double](repeating: -7, count: arguments.count)
    results.withUnsafeMutableBufferPointer { out in
        arguments.withUnsafeBufferPointer { row(out.baseAddress, $0.baseAddress, arguments.count) }
    }
    return results
}

/// Equal to the last bit, with one NaN as good as another.
func areIdentical(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
}

/// A small deterministic generator (xorshift64*, Vigna 2016).
struct Randomness: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_f491_4f6c_dd1d
    }
}
