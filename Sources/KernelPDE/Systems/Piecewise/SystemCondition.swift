/// A linear condition on several functions of one variable: the sum of weight * u_i^(derivative) at the ends is `value`.
struct SystemCondition: Sendable {
    struct Term: Sendable {
        let function: Int
        let end: EndCondition.End
        let derivative: Int
        let weight: Double
    }

    var terms: [Term]
    var value: Double

    /// u_i^(k) has the same value at both ends, for k below the order of each function.
    static func periodic(orders: [Int]) -> [SystemCondition] {
        orders.enumerated().flatMap { function, order in
            (0..<order).map { k in
                SystemCondition(
                    terms: [
                        Term(function: function, end: .lower, derivative: k, weight: 1),
                        Term(function: function, end: .upper, derivative: k, weight: -1),
                    ], value: 0)
            }
        }
    }
}

extension [SystemCondition] {
    /// The end at which all conditions stand, or nil if they tie both.
    var startingEnd: EndCondition.End? {
        let ends = Set(flatMap(\.terms).map(\.end))
        return ends.count == 1 ? ends.first : nil
    }
}
