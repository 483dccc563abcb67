/// Why a model directory cannot be read.
public enum ModelFileError: Error, Sendable, CustomStringConvertible {
    /// A file is missing or not what it should be.
    case malformed(file: String, reason: String)
    /// The directory was written by a newer version.
    case newerFormat(Int)
    /// The shapes of the files do not agree.
    case shapes(String)

    public var description: String {
        switch self {
        case .malformed(let file, let reason): "\(file) is not a model's file: \(reason)"
        case .newerFormat(let version): "the model was written by a newer version (format \(version)); update mercer"
        case .shapes(let reason): "the model's files do not belong together: \(reason)"
        }
    }
}
