import Dispatch
import Foundation
import Synchronization

/// Ctrl-C: unfinished outputs are removed and the command ends with status 130.
///
/// The handler runs on a queue of its own, so it answers also while a long factorisation holds the main thread.
enum Interruption {
    private static let temporaries = Mutex<Set<String>>([])
    private static let source = Mutex<(any DispatchSourceSignal)?>(nil)

    static func install() {
        signal(SIGINT, SIG_IGN)
        let queue = DispatchQueue(label: "mercer.interruption")
        let handler = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
        handler.setEventHandler {
            temporaries.withLock { paths in
                for path in paths { try? FileManager.default.removeItem(atPath: path) }
            }
            Terminal.printError("mercer: interrupted; nothing was written")
            _exit(130)
        }
        handler.resume()
        source.withLock { $0 = handler }
    }

    /// Registers a file or folder to be removed if the command is interrupted before `body` ends.
    static func whileProtecting<R>(_ path: String, _ body: () throws -> R) rethrows -> R {
        temporaries.withLock { _ = $0.insert(path) }
        defer { temporaries.withLock { _ = $0.remove(path) } }
        return try body()
    }
}
