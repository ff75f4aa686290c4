import CZlib

/// Packing for clients that can unpack, through the system's zlib.
enum Gzip {
    /// Smaller answers gain nothing: a packet carries them anyway.
    static let least = 1_024

    /// How hard zlib tries: pages are packed each time, files once.
    enum Effort: Int32 { case quick = 1, thorough = 9 }

    /// The bytes as one gzip member; nil if zlib has no memory for it.
    static func pack(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer {
            deflateEnd(stream)
            stream.deinitialize(count: 1)
            stream.deallocate()
        }
        // 15 bits of window, and 16: a gzip header.
        let begun = deflateInit2_(
            stream, effort.rawValue, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard begun == Z_OK else { return nil }
        let most = Int(deflateBound(stream, UInt(bytes.count)))
        var outcome = Z_OK
        let packed = [UInt8](unsafeUninitializedCapacity: most) { output, count in
            bytes.withUnsafeBufferPointer { input in
                // zlib only reads there.
                stream.pointee.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(most)
                outcome = deflate(stream, Z_FINISH)
                count = most - Int(stream.pointee.avail_out)
            }
        }
        return outcome == Z_STREAM_END ? packed : nil
    }
}
