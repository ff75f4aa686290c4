import Acts
import Cases
import CasesWeb
import Documents
import Identity
import Import
import Notices
import Registry
import Storage
import Web

/// The modules of the server, in the order in which they depend on each other. A new module is one line here.
public enum Modules {
    public static let all: [Module] = [
        .acts, .registry, .identity, .notices, .documents, .cases, .imports, .handIn, .oldRegisters, .web,
    ]

    public static var migrations: [Migration] { all.flatMap(\.migrations) }
}
