import Expressions
import Testing

@Suite("Near misses")
struct SuggestionTests {
    @Test(
        "Edit distance decides",
        arguments: [
            ("sinn", "sin"), ("SIN", "sin"), ("atna", "atan"), ("srqt", "sqrt"), ("tahn", "tanh"), ("exq", "exp"),
            ("acosine", nil), ("whre", "where"), ("wher", "where"), ("qqq", nil),
        ] as [(String, String?)])
    func nearest(name: String, expected: String?) {
        let known = ElementaryFunction.allCases.map(\.rawValue) + ["where"]
        #expect(Suggestion.nearest(to: name, among: known) == expected)
    }

    @Test("No candidates, no suggestion; an empty name is near nothing")
    func empty() {
        #expect(Suggestion.nearest(to: "x", among: []) == nil)
        #expect(Suggestion.nearest(to: "", among: ["sin"]) == nil)
    }
}
