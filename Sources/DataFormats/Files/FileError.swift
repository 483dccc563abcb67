/// A file or directory that cannot be read or written.
public enum FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Opening or reading failed for the reason the system gives.
    case cannotRead(path: String, reason: String)
    /// Creating, writing or renaming failed for the reason the system gives; nothing is left behind.
    case cannotWrite(path: String, reason: String)
    /// The output path exists and the policy forbids to replace it.
    case exists(path: String)
    /// The output directory holds something that was not written by an earlier run.
    case holdsForeignFile(directory: String, file: String)
    /// The path cannot name an output directory.
    case notADirectoryName(path: String)

    /// One sentence that names the path and a way out.
    public var description: String {
        switch self {
        case .cannotRead(let path, let reason): "'\(path)' cannot be read: \(reason)."
        case .cannotWrite(let path, let reason): "'\(path)' cannot be written: \(reason)."
        case .exists(let path): "'\(path)' exists already; remove it or choose another name."
        case .holdsForeignFile(let directory, let file):
            "The output directory '\(directory)' holds '\(file)', which was not written by an earlier run; "
                + "move it away or choose another directory."
        case .notADirectoryName(let path):
            "'\(path)' cannot be used as an output directory; name a new directory."
        }
    }
}
