import Database
import Desk
import Kernel

extension Examination {
    /// What files that come in are looked at with.
    static func attachments(_ configuration: Configuration) async -> [Finding] {
        [await fileTypes(), pictures(), await scanner(configuration.scanner)]
    }

    /// What waits for the scanner; an hour is more than any scanner needs.
    static func waitingForScan(_ database: any Database) async throws -> Finding {
        let (count, oldest, now) = try await database.read { tx in
            let waiting = try tx.attachmentsWaitingForScan()
            return (waiting.count, waiting.oldest, tx.now)
        }
        guard let oldest, now - oldest > .hours(1) else {
            return Finding("attachments", .ok, "\(count) wait for the virus scan")
        }
        return Finding(
            "attachments", .fail, "\(count) wait for the virus scan, the first since \(oldest.iso(in: .utc))")
    }

    private static func fileTypes() async -> Finding {
        do {
            let mime = try await FileTypeThread().mime(ofFileAt: "/dev/null")
            return Finding("file types", .ok, "libmagic answers (\(mime))")
        } catch { return Finding("file types", .fail, "\(error); install libmagic1 and libmagic-mgc") }
    }

    private static func pictures() -> Finding {
        PreviewThread.isInstalled
            ? Finding("pictures", .ok, "vipsthumbnail draws previews")
            : Finding("pictures", .warn, "vipsthumbnail is missing: pictures have no previews; install libvips-tools")
    }

    private static func scanner(_ socket: String?) async -> Finding {
        guard let socket else {
            return Finding("virus scan", .info, "no scanner is set up; the list of file types is the only guard")
        }
        do {
            return Finding("virus scan", .ok, try await ScannerThread(socket: socket).version())
        } catch {
            return Finding(
                "virus scan", .fail, "clamd does not answer at \(socket): \(error); new attachments stay closed")
        }
    }
}
