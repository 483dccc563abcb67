import Mercer

extension ResponseScores {
    private var named: [(name: String, key: String, value: Double?)] {
        [
            ("rmse", "rmse", rmse), ("mae", "mae", mae), ("nlpd", "nlpd", nlpd), ("crps", "crps", crps),
            ("coverage of 95 %", "coverage95", coverage95), ("interval score", "intervalScore95", intervalScore95),
            ("accuracy", "accuracy", accuracy),
        ]
    }

    /// The scores by name, those that apply.
    var json: JSONValue {
        .object(named.compactMap { entry in entry.value.map { JSONValue.Member(entry.key, .number($0)) } })
    }

    /// One line for people.
    var line: String {
        named.compactMap { entry in entry.value.map { "\(entry.name) \(rounded($0))" } }.joined(separator: ", ")
    }
}
