import Foundation

/// Why nobody can be served at an address.
public enum ListeningError: Error, CustomStringConvertible {
    case taken(host: String, port: Int, option: String = "--port")
    case refused(host: String, port: Int, reason: String)

    public var description: String {
        switch self {
        case .taken(let host, let port, let option):
            "port \(port) of \(host) is taken by another program: end it, or choose another port with \(option)"
        case .refused(let host, let port, let reason): "cannot listen on port \(port) of \(host): \(reason)"
        }
    }
}

/// The address could be listened on a moment ago, so that nothing is made for a server that cannot run. What is no
/// address is left to the server to say.
public func requireListenable(
    host: String, port: Int, option: String = "--port"
) throws(ListeningError) {
    guard port != 0 else { return }
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else { return }
    defer { freeaddrinfo(first) }
    let descriptor = socket(first.pointee.ai_family, first.pointee.ai_socktype, first.pointee.ai_protocol)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var yes: Int32 = 1
    // As the server does: an address that was in use a moment ago is free.
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) != 0 else { return }
    let code = errno
    if code == EADDRINUSE { throw .taken(host: host, port: port, option: option) }
    throw .refused(host: host, port: port, reason: String(cString: strerror(code)))
}
