import CZip

/// A zip archive in memory, unpacked piece by piece and never further than the limits allow: what an entry says about
/// its size is not believed, what comes out of it is counted.
final class Archive {
    private let limits: SheetLimits
    private let archive: OpaquePointer
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private var unpacked = 0

    init(_ content: [UInt8], limits: SheetLimits) throws(SheetFault) {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: content.count)
        _ = bytes.initialize(from: content)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
            bytes.deallocate()
            throw .damaged
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            bytes.deallocate()
            throw .damaged
        }
        self.limits = limits
        self.archive = archive
        self.bytes = bytes
        guard zip_get_num_entries(archive, 0) <= zip_int64_t(limits.parts) else {
            throw .tooManyParts(limit: limits.parts)
        }
    }

    deinit {
        zip_discard(archive)
        bytes.deallocate()
    }

    func holds(_ name: String) -> Bool { zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE)) >= 0 }

    /// Unpacks one entry, at most 64 KB at a time. Answers false where there is none of that name.
    @discardableResult
    func unpack(_ name: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws -> Bool {
        let index = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE))
        guard index >= 0 else { return false }
        var stat = zip_stat_t()
        zip_stat_init(&stat)
        guard zip_stat_index(archive, zip_uint64_t(index), 0, &stat) == 0 else { throw SheetFault.damaged }
        if stat.encryption_method != UInt16(ZIP_EM_NONE) { throw SheetFault.oldOrLocked }
        guard let entry = zip_fopen_index(archive, zip_uint64_t(index), 0) else { throw SheetFault.damaged }
        defer { zip_fclose(entry) }
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var total = 0
        while true {
            let count = zip_fread(entry, &piece, zip_uint64_t(piece.count))
            guard count >= 0 else { throw SheetFault.damaged }
            if count == 0 { return true }
            total += Int(count)
            unpacked += Int(count)
            // The archive is no larger than `limits.bytes`, so this cannot overflow.
            let innocent = max(limits.innocentBytes, min(Int(clamping: stat.comp_size), limits.bytes) * limits.ratio)
            guard unpacked <= limits.unpackedBytes, total <= innocent else {
                throw SheetFault.swells(limit: limits.unpackedBytes)
            }
            try piece.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<Int(count)])) }
        }
    }

    /// A small entry as a whole.
    func content(_ name: String) throws -> [UInt8]? {
        var content: [UInt8] = []
        return try unpack(name) { content += $0 } ? content : nil
    }
}
