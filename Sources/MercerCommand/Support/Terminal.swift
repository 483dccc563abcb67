#if canImport(Glibc)
    import Glibc
#endif

/// What goes where: results to standard output, everything else to standard error.
enum Terminal {
    static func printError(_ text: String) {
        var line = text
        if !line.hasSuffix("\n") { line += "\n" }
        line.withCString { _ = write(2, $0, strlen($0)) }
    }

    /// Whether standard error is a terminal, where progress may be shown.
    static var showsProgress: Bool { isatty(2) == 1 }
}
