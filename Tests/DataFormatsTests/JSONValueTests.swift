import DataFormats
import Testing

@Suite struct JSONValueTests {
    @Test func writesInOrderAndReadsBack() throws {
        var value: JSONValue = [
            "name": "a \"b\"\n\u{01}é😀", "count": 3, "evidence": 0.1, "list": [1, 2.5, nil], "nested": [["x": true]],
            "empty": [], "none": [:],
        ]
        value["count"] = 4
        value["added"] = "last"
        let text = value.text()
        #expect(
            text == """
                {
                  "name": "a \\"b\\"\\n\\u0001é😀",
                  "count": 4,
                  "evidence": 0.1,
                  "list": [1, 2.5, null],
                  "nested": [
                    {
                      "x": true
                    }
                  ],
                  "empty": [],
                  "none": {},
                  "added": "last"
                }
                """)
        #expect(try JSONValue(parsing: text) == value)
        #expect(try JSONValue(parsing: value.text(isIndented: false)).text() == text)
        value["added"] = nil
        #expect(value["added"] == nil && value.members?.count == 7)
    }

    @Test(arguments: [0.1, 1.0 / 3, 1e-300, 1.7976931348623157e308, 123456789012345680, -0.0, .leastNonzeroMagnitude])
    func numbersReadBackExactly(number: Double) throws {
        let text = JSONValue.array([.number(number)]).text(isIndented: false)
        #expect(try JSONValue(parsing: text).array?[0].double?.bitPattern == number.bitPattern)
    }

    @Test func numbersThatAreNotFiniteBecomeNull() {
        #expect(JSONValue.numbers([.nan, .infinity, 1]).text(isIndented: false) == "[null,null,1.0]")
    }

    @Test func readsEscapesAndNumbers() throws {
        let value = try JSONValue(parsing: #" {"a\u00e9\ud83d\ude00\/" : [ -0 , 1E3, 12345678901234567890, -7 ] } "#)
        #expect(value["aé😀/"] == [0, 1000.0, 12345678901234567890.0, -7])
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\" 1}", "{\"a\":1,}", "nul", "01", "1.", "1e", "+1", "\"a", "\"\\x\"", "\"\\ud800\"",
        "[1] 2", "1e999", "\"\u{01}\"", "{a:1}", "-", "\"\\u+123\"",
    ])
    func refusesWhatIsNotJSON(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test func namesThePlace() {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\n  \"a\": x\n}") }
        #expect(error?.description == "JSON, line 2, column 8: a value should be here.")
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try JSONValue(parsing: deep) }
    }
}
