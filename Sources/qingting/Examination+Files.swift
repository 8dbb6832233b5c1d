import Desk
import Foundation
import Handbook
import Web

extension Examination {
    static func files(_ configuration: Configuration) -> [Finding] {
        packs(in: configuration.packs) + [assets(in: configuration.assets)]
    }

    private static func packs(in directory: String) -> [Finding] {
        let shelf = PackShelf(directory: URL(fileURLWithPath: directory))
        guard let names = try? shelf.names(), !names.isEmpty else {
            return [Finding("packs", .fail, "there are no handbook packs in \(directory)")]
        }
        let broken = names.compactMap { name -> Finding? in
            do {
                _ = try shelf.handbook(name)
                return nil
            } catch {
                let first = (error as? PackProblems)?.problems.first?.description ?? error.localizedDescription
                return Finding("packs", .fail, "\(name): \(first); `qingting check \(name)` says all")
            }
        }
        return broken.isEmpty ? [Finding("packs", .ok, names.joined(separator: ", "))] : broken
    }

    private static func assets(in directory: String) -> Finding {
        do {
            let assets = try Assets(installedAt: directory)
            return assets.missing.isEmpty
                ? Finding("assets", .ok, directory)
                : Finding(
                    "assets", .warn, "missing: \(assets.missing.joined(separator: ", ")); `make setup` fetches them")
        } catch { return Finding("assets", .fail, "\(directory)/Public cannot be read") }
    }
}

extension Assets {
    init(installedAt directory: String) throws {
        let root = URL(fileURLWithPath: directory)
        try self.init(
            publicFolder: root.appendingPathComponent("Public"),
            vendorFolder: root.appendingPathComponent(".assets/vendor"))
    }
}
