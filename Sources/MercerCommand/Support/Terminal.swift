#if canImport(Glibc)
    import Glibc
#endif

/// What goes where: results to standard output, everything else to standard error.
enum Terminal {
    static func printError(_ text: String) {
        var line = text
        if !line.hasSuffix("\n") { line += "\n" }
        write(line)
    }

    /// Writes to standard error as it is.
    static func write(_ text: String) {
        text.withCString { _ = Glibc.write(2, $0, strlen($0)) }
    }

    /// Whether standard error is a terminal, where progress may be shown.
    static var showsProgress: Bool { isatty(2) == 1 }
}
