import Database
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The forms of a complaint that was just taken.
typealias TestPapers = TwoShops

extension TwoShops {
    static func open(
        _ engine: Engine, isScanning: Bool = false, _ body: @Sendable @escaping (TwoShops) async throws -> Void
    ) async throws {
        try await open(
            engine, digest: "digest-papers", isScanning: isScanning,
            { desk, web in PaperRoutes(desk: desk).add(to: web.signedIn) }, body)
    }
}
