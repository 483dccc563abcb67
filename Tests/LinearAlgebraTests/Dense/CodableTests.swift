import Foundation
import LinearAlgebra
import Testing

@Suite struct CodableTests {
    @Test(arguments: [0, 1, 2, 3, 4, 5, 50])
    func everyBitSurvives(count: Int) throws {
        let special = [
            0.0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .pi, Double(nan: 77, signaling: false),
        ]
        let vector = Vector((0..<count).map { special[$0 % special.count] + ($0 >= special.count ? Double($0) : 0) })
        let data = try JSONEncoder().encode([vector])
        let back = try JSONDecoder().decode([Vector].self, from: data)[0]
        #expect(back.map(\.bitPattern) == vector.map(\.bitPattern))
    }

    @Test func textIsTheStandardBase64OfLittleEndianDoubles() throws {
        let vector = Vector([1.5, -2.25])
        let data = try JSONEncoder().encode([vector])
        let text = try #require(try JSONDecoder().decode([String].self, from: data).first)
        let expected = withUnsafeBytes(of: (1.5.bitPattern.littleEndian, (-2.25).bitPattern.littleEndian)) { Data($0) }
        #expect(text == expected.base64EncodedString())
    }

    @Test func matricesKeepTheirShape() throws {
        var numbers = TestNumbers(1)
        for shape in [(3, 2), (0, 4), (1, 1)] {
            let a = numbers.matrix(shape.0, shape.1)
            let back = try JSONDecoder().decode(Matrix.self, from: JSONEncoder().encode(a))
            #expect(back == a)
        }
    }

    @Test(arguments: [
        #"{"rows":1,"columns":2,"entries":"AAAAAAAA8D8="}"#, #"{"rows":-1,"columns":-1,"entries":"AAAAAAAA8D8="}"#,
        #"{"rows":1,"columns":1,"entries":"AAAAAAAA8D8"}"#, #"{"rows":1,"columns":1,"entries":"AAAA!AAA8D8="}"#,
        #"{"rows":1,"columns":1,"entries":"AAAAAAA="}"#, #"{"rows":4611686018427387904,"columns":4,"entries":""}"#,
    ])
    func badTextIsRefused(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Matrix.self, from: Data(text.utf8)) }
    }
}
