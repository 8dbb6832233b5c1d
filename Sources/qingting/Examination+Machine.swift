import Desk
import Foundation
import Kernel

extension Examination {
    static func machine(_ configuration: Configuration, clock: () -> Instant) -> [Finding] {
        [disk(configuration.data), time(clock()), zones(configuration.zone), passwords(clock), randomness()]
    }

    /// Free space where the data lie, in bytes.
    private enum Space {
        static let scarce: Int64 = 1 << 30
        static let tooLittle: Int64 = 100 << 20
    }

    private static func disk(_ path: String) -> Finding {
        let isThere = FileManager.default.fileExists(atPath: path)
        let place = isThere ? path : nearestFolder(above: path)
        guard let attributes = try? FileManager.default.attributesOfFileSystem(forPath: place),
            let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value
        else { return Finding("disk", .warn, "the free space at \(place) cannot be read") }
        guard FileManager.default.isWritableFile(atPath: place) else {
            return Finding("disk", .fail, "\(place) cannot be written")
        }
        let grade: Finding.Grade = free < Space.tooLittle ? .fail : free < Space.scarce ? .warn : .ok
        let remark = isThere ? "" : " (\(path) will be made)"
        return Finding("disk", grade, "\(free >> 20) MiB free at \(place)\(remark)")
    }

    private static func nearestFolder(above path: String) -> String {
        var folder = URL(fileURLWithPath: path)
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path) {
            folder.deleteLastPathComponent()
        }
        return folder.path
    }

    private static func time(_ now: Instant) -> Finding {
        let text = now.iso(in: .utc)
        return now < Instant(milliseconds: 1_704_067_200_000)
            ? Finding("clock", .fail, "says \(text), which is long past")
            : Finding("clock", .ok, text)
    }

    /// A zone with summer time tells whether the zone data of the system are there.
    private static func zones(_ zone: Zone) -> Finding {
        let summer = Instant(milliseconds: 1_783_900_800_000)
        guard let berlin = Zone("Europe/Berlin"), berlin.offset(at: summer) == 7200 else {
            return Finding("time zones", .fail, "the time zone data of the system are missing; install tzdata")
        }
        return Finding("time zones", .ok, "the house is in \(zone)")
    }

    private static func passwords(_ clock: () -> Instant) -> Finding {
        do {
            guard let length = try PasswordTrial.run(clock: clock) else {
                return Finding("argon2", .fail, "does not tell a right password from a wrong one")
            }
            let milliseconds = length.milliseconds
            return milliseconds > 500
                ? Finding("argon2", .warn, "one check takes \(milliseconds) ms: sign-ins will be slow")
                : Finding("argon2", .ok, "one check takes \(milliseconds) ms")
        } catch { return Finding("argon2", .fail, String(describing: error)) }
    }

    private static func randomness() -> Finding {
        do {
            let (first, second) = (try Secrets.random(bytes: 32), try Secrets.random(bytes: 32))
            return first == second
                ? Finding("randomness", .fail, "the system gave the same bytes twice")
                : Finding("randomness", .ok, "fresh")
        } catch { return Finding("randomness", .fail, "the system gives no random bytes") }
    }
}
