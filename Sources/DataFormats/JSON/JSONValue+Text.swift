extension JSONValue {
    /// The document as text: indented by two spaces a level, lists of plain values on one line; or all on one line.
    ///
    /// Numbers have the fewest digits, at most 17, that determine them.
    public func text(isIndented: Bool = true) -> String {
        var result = ""
        append(to: &result, level: isIndented ? 0 : nil)
        return result
    }

    private func append(to text: inout String, level: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? value.description : "null"
        case .string(let value): Self.append(string: value, to: &text)
        case .array(let elements):
            let inner = elements.contains(where: \.isComposite) ? level.map { $0 + 1 } : nil
            Self.append(elements, "[", "]", to: &text, inner, isSpaced: level != nil) { element, text in
                element.append(to: &text, level: inner)
            }
        case .object(let members):
            let inner = level.map { $0 + 1 }
            Self.append(members, "{", "}", to: &text, inner, isSpaced: level != nil) { member, text in
                Self.append(string: member.key, to: &text)
                text += level == nil ? ":" : ": "
                member.value.append(to: &text, level: inner)
            }
        }
    }

    private var isComposite: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }

    /// Elements between brackets: each on a line of its own at `level`, or all on one line.
    private static func append<T>(
        _ elements: [T], _ open: String, _ close: String, to text: inout String, _ level: Int?, isSpaced: Bool,
        _ write: (T, inout String) -> Void
    ) {
        text += open
        for (i, element) in elements.enumerated() {
            if i > 0 { text += level == nil && isSpaced ? ", " : "," }
            if let level { text += "\n" + String(repeating: "  ", count: level) }
            write(element, &text)
        }
        if let level, !elements.isEmpty { text += "\n" + String(repeating: "  ", count: level - 1) }
        text += close
    }

    private static func append(string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
