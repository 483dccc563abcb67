import CLAPACKE
import COpenBLAS
import CVectorMath

#if canImport(Glibc)
    import Glibc
#endif

/// What the numerical core found on this machine; the content of `mercer doctor`.
public struct MachineReport: Sendable {
    /// The processor core OpenBLAS tuned its kernels for, such as "Cooperlake".
    public let blasCore: String
    /// OpenBLAS's own line of version and build options.
    public let blasConfiguration: String
    /// The file of the library that serves `dpotrf`, which should be OpenBLAS and not a reference library.
    public let choleskyLibrary: String
    /// The version of LAPACK's interface, such as "3.11.0".
    public let lapackVersion: String
    /// FFTW's own line of version and instruction sets.
    public let fftwVersion: String
    /// The instruction set `CVectorMath` dispatched to, such as "x86-64-v4".
    public let instructionSet: String
    /// The number of processors OpenBLAS sees.
    public let processorCount: Int
    /// The number of threads in use.
    public let threadCount: Int

    /// Asks the libraries.
    public init() {
        blasCore = String(cString: openblas_get_corename())
        blasConfiguration = String(cString: openblas_get_config())
        choleskyLibrary = Self.library(serving: "dpotrf_")
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        LAPACKE_ilaver(&major, &minor, &patch)
        lapackVersion = "\(major).\(minor).\(patch)"
        // The symbol is an array of characters of unstated length, which Swift does not import.
        fftwVersion =
            dlsym(nil, "fftw_version").map { String(cString: $0.assumingMemoryBound(to: CChar.self)) } ?? "unknown"
        instructionSet = String(cString: cv_instruction_set())
        processorCount = Int(openblas_get_num_procs())
        threadCount = Parallelism.threadCount
    }

    private static func library(serving symbol: String) -> String {
        // The default search order is what calls from this program see.
        guard let address = dlsym(nil, symbol).map({ UInt(bitPattern: $0) }),
            let maps = fopen("/proc/self/maps", "r")
        else { return "unknown" }
        defer { fclose(maps) }
        var buffer = [CChar](repeating: 0, count: 4096)
        while fgets(&buffer, Int32(buffer.count), maps) != nil {
            let line = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            let fields = line.split(whereSeparator: { $0 == " " || $0 == "\n" })
            let bounds = fields.first?.split(separator: "-").compactMap { UInt($0, radix: 16) } ?? []
            if bounds.count == 2, bounds[0] <= address, address < bounds[1], let file = fields.last {
                return String(file)
            }
        }
        return "unknown"
    }
}
