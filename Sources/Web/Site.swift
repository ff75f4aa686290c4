import Acts
import Files
import Kernel
import Language
import Registry
import Storage
import Vault

/// What every handler of a running server stands on, given once at start.
public struct Site: Sendable {
    public let store: any Store
    public let performer: Performer
    public let catalogue: Catalogue
    public let directory: DirectoryCache
    public let gazetteer: Gazetteer
    /// The fields by which letters are counted.
    public let fields: FieldList
    /// Beginnings of officers' texts.
    public let templates: TextTemplates
    public let purpose: Purpose
    /// Files handed in with letters.
    public let files: FileStore
    /// Cookies are sent over TLS only, and the client's address is what the proxy says.
    public let isBehindTLSProxy: Bool
    /// As people reach the server, `https://hoidap.example.gov.vn`; nil where the installation does not say it.
    public let publicAddress: String?
    /// Wrong tries, while the store cannot count them.
    let tries = TriesInMemory()
    /// Hand-ins tell where their time went (`Server-Timing`).
    public let showsTimings: Bool

    public init(
        store: any Store, performer: Performer, catalogue: Catalogue, directory: DirectoryCache,
        gazetteer: Gazetteer, fields: FieldList, templates: TextTemplates, purpose: Purpose, files: FileStore,
        isBehindTLSProxy: Bool, showsTimings: Bool, publicAddress: String? = nil
    ) {
        self.store = store
        self.performer = performer
        self.catalogue = catalogue
        self.directory = directory
        self.gazetteer = gazetteer
        self.fields = fields
        self.templates = templates
        self.purpose = purpose
        self.files = files
        self.isBehindTLSProxy = isBehindTLSProxy
        self.showsTimings = showsTimings
        self.publicAddress = publicAddress
    }

    /// Cookies of practice have names of their own: a browser keeps those of all ports of a host together.
    public func cookieName(_ name: String) -> String {
        purpose == .practice ? "hoidap_practice_\(name)" : "hoidap_\(name)"
    }

    public var keys: KeyRing { performer.world.keys }
    public var zone: Zone { performer.world.zone }
    public var now: Instant { performer.world.now() }
    public var today: Day { performer.world.today }

    public func translator(_ locale: Locale) -> Translator {
        Translator(locale, catalogue, zone: zone)
    }
}
