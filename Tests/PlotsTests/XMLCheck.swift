import Foundation

/// A small check that a text is well-formed: tags nest, attributes are quoted, no bare ampersand or angle bracket.
/// Returns the element names in order of opening; nil if something is wrong.
func elementNames(of text: String) -> [String]? {
    var names: [String] = []
    var open: [String] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
        guard isCleanText(rest[..<start]), let end = rest[start...].firstIndex(of: ">") else { return nil }
        let tag = rest[rest.index(after: start)..<end]
        rest = rest[rest.index(after: end)...]
        if tag.hasPrefix("?") { continue }
        if tag.hasPrefix("/") {
            guard open.popLast() == String(tag.dropFirst()) else { return nil }
            continue
        }
        let name = String(tag.prefix { $0.isLetter })
        guard !name.isEmpty, hasCleanAttributes(tag.dropFirst(name.count)) else { return nil }
        names.append(name)
        if !tag.hasSuffix("/") { open.append(name) }
    }
    return open.isEmpty && isCleanText(rest) ? names : nil
}

private func isCleanText(_ text: Substring) -> Bool {
    guard !text.contains(">") else { return false }
    return text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy { part in
        ["amp;", "lt;", "gt;", "quot;", "apos;"].contains { part.hasPrefix($0) }
    }
}

private func hasCleanAttributes(_ text: Substring) -> Bool {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return false }
    return parts.enumerated().allSatisfy { index, part in
        index % 2 == 1 ? isCleanText(part) && !part.contains("<") : index == parts.count - 1 || part.hasSuffix("=")
    }
}
