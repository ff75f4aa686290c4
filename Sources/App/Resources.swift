import Foundation
import Synchronization

/// Where the program finds law, calendars, texts and style.
enum Resources {
    private static let named = Mutex<String?>(nil)

    /// Those the command was told to use, else those beside the program: what goes wrong later is said in their words.
    static var inUse: String? { try? find(named.withLock { $0 }) }

    /// The directory given, else `share/hoidap` beside the program's `bin`, else the nearest `Resources` above it.
    static func find(_ given: String?) throws -> String {
        if let given {
            guard isResources(given) else {
                throw ResourcesMissing(description: "\(given) has no law/vn and locales in it")
            }
            named.withLock { $0 = given }
            return given
        }
        var folder = URL(fileURLWithPath: programPath).resolvingSymlinksInPath().deletingLastPathComponent()
        let installed = folder.deletingLastPathComponent().appendingPathComponent("share/hoidap").path
        if isResources(installed) { return installed }
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("Resources").path
            if isResources(candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        throw ResourcesMissing(
            description: "the resources were not found beside the program; name them with --resources")
    }

    private static var programPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    private static func isResources(_ path: String) -> Bool {
        ["law/vn", "locales/vi"].allSatisfy { FileManager.default.fileExists(atPath: path + "/" + $0) }
    }
}

/// Law, calendars, texts and style are not where they should be; nothing was done.
struct ResourcesMissing: Error, CustomStringConvertible {
    let description: String
}
