import CVectorMath
import Testing

@Suite("Rows of any length, in place or not")
struct RowTests {
    /// Arguments in the usual range, with a few rare ones strewn in.
    private func arguments(of function: ElementaryFunction, count: Int) -> [Double] {
        var randomness = Randomness(state: 77)
        return (0..<count).map { i in
            i % 97 == 50
                ? [1e7, -1e300, .nan, 0, .infinity][i / 97 % 5]
                : .random(in: function.usualArguments, using: &randomness)
        }
    }

    @Test("Every element is what it is alone, and nothing beyond is touched", arguments: ElementaryFunction.all)
    func lengths(function: ElementaryFunction) {
        let all = arguments(of: function, count: 1100)
        for (instructions, row) in function.variants {
            let alone = all.map { applied(row, to: [$0])[0] }
            for count in Array(0...40) + [511, 512, 513, 1024, 1025, 1100] {
                var results = [Double](repeating: -7, count: count + 3)
                all.withUnsafeBufferPointer { input in
                    results.withUnsafeMutableBufferPointer { row($0.baseAddress, input.baseAddress, count) }
                }
                #expect(
                    areIdentical(results, Array(alone[..<count]) + [-7, -7, -7]),
                    "\(function.name), \(instructions), length \(count)")
            }
        }
    }

    @Test("In place is the same as apart", arguments: ElementaryFunction.all)
    func inPlace(function: ElementaryFunction) {
        for count in [1, 7, 40, 513, 1100] {
            let input = arguments(of: function, count: count)
            for (instructions, row) in function.variants {
                var results = input
                results.withUnsafeMutableBufferPointer { row($0.baseAddress, UnsafePointer($0.baseAddress), count) }
                #expect(areIdentical(results, applied(row, to: input)), "\(function.name), \(instructions)")
            }
        }
    }

    @Test("Sine and cosine at once are the two functions, also in place of the input")
    func sineAndCosine() {
        let angles = (0..<1000).map { Double($0 * $0) * 1.37 - 5000 } + [.nan, .infinity, -0.0, 1e300]
        var sine = angles
        var cosine = [Double](repeating: 0, count: angles.count)
        sine.withUnsafeMutableBufferPointer { s in
            cosine.withUnsafeMutableBufferPointer {
                cv_sincos(s.baseAddress, $0.baseAddress, s.baseAddress, angles.count)
            }
        }
        #expect(areIdentical(sine, applied(cv_sin, to: angles)))
        #expect(areIdentical(cosine, applied(cv_cos, to: angles)))
    }

    @Test("A row of cosines of scaled distances")
    func cosineRow() {
        let distances = (0..<700).map { Double($0) * 0.37 - 90 } + [1e9, .nan]
        var results = distances
        results.withUnsafeMutableBufferPointer { cv_cosine_row($0.baseAddress, $0.baseAddress, 2.5, 0.75, $0.count) }
        for (distance, result) in zip(distances, results) {
            // The argument rounds at most twice.
            let angle = 2.5 * distance + 0.75
            let exact = ElementaryFunction.all[5].library(angle)
            #expect(exact.isNaN ? result.isNaN : abs(result - exact) <= 2 * angle.ulp + 2e-16)
        }
    }

    @Test("The instruction set has a name")
    func instructionSet() {
        #expect(
            ["x86-64-v4", "x86-64-v3", "x86-64", "aarch64", "portable"].contains(String(cString: cv_instruction_set())))
    }
}
