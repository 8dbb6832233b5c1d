import Foundation
import Hummingbird
import Testing
import Testkit

@testable import Web

struct AssetTests {
    private let assets = Assets(["css/desk.css": Array("body{}".utf8), "images/a.svg": Array("<svg/>".utf8)])

    @Test func anAddressWithTheHashIsKeptForAYear() async throws {
        let url = assets.links.url("css/desk.css")
        #expect(url.wholeMatch(of: #//assets/[0-9a-f]{12}/css/desk\.css/#) != nil)
        try await withHouse(assets: assets) { client in
            let response = try await client.execute(uri: url, method: .get)
            #expect(response.text == "body{}")
            #expect(response.headers[.contentType] == "text/css; charset=utf-8")
            #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
        }
    }

    @Test func anotherContentHasAnotherAddress() {
        #expect(Assets(["css/desk.css": Array("body{ }".utf8)]).links.url("x") != assets.links.url("x"))
        #expect(
            Assets(["css/desk.css": Array("body{}".utf8), "images/a.svg": Array("<svg/>".utf8)]).links.url("x")
                == assets.links.url("x"))
    }

    @Test func aPageFromBeforeAnUpgradeGetsTodaysFileAndMustAskAgain() async throws {
        try await withHouse(assets: assets) { client in
            let response = try await client.execute(uri: "/assets/0123456789ab/css/desk.css", method: .get)
            #expect(response.status == .ok && response.headers[.cacheControl] == "no-cache")
            let tag = try #require(response.headers[.eTag])
            let again = try await client.execute(
                uri: "/assets/0123456789ab/css/desk.css", method: .get, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.body.readableBytes == 0)
        }
    }

    @Test(arguments: [
        "/assets/../Package.swift", "/assets/%2e%2e/Package.swift", "/assets/x/..%2f..%2fetc/passwd",
        "/assets//etc/passwd",
        "/assets/css/../../Package.swift", "/assets/", "/assets/css", "/assets/css/desk.css%00",
    ])
    func noPathFromARequestLeadsAnywhereElse(_ uri: String) async throws {
        try await withHouse(assets: assets) { client in
            let response = try await client.execute(uri: uri, method: .get)
            #expect(response.status == .notFound)
        }
    }

    @Test func hiddenFilesAreNotReadAndAFolderThatIsMissingIsRefused() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "assets-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder.appending(path: ".git"), withIntermediateDirectories: true)
        for name in [".env", ".git/config", "open.txt"] { try Data("x".utf8).write(to: folder.appending(path: name)) }
        let read = try Assets(publicFolder: folder, vendorFolder: folder.appending(path: "none"))
        #expect(read.files.keys.sorted() == ["css/desk.css", "js/desk.js", "open.txt"])
        #expect(read.missing == Bundle.vendorFiles)
        #expect(throws: (any Error).self) {
            try Assets(publicFolder: folder.appending(path: "none"), vendorFolder: folder)
        }
    }

    @Test func everyStyleSheetAndBehaviourOfOursIsInItsBundle() throws {
        let own = Set(try files(in: "Public").filter { $0.hasSuffix(".css") || $0.hasSuffix(".js") })
        let bundled = Set(
            (Bundle.styles.parts + Bundle.behaviours.parts).map(\.path).filter { !$0.hasPrefix("vendor/") })
        #expect(own == bundled)
    }

    @Test func everyBehaviourThatAPageNamesExists() throws {
        let scripts = try files(in: "Public/js/behaviours").map { try text("Public/js/behaviours/\($0)") }.joined()
        let known = Set(scripts.matches(of: /house\.behaviour\("([a-z-]+)"/).map { String($0.1) })
        let pages = try files(in: "Sources/Web").filter { $0.hasSuffix(".swift") }.map { try text("Sources/Web/\($0)") }
            .joined()
        let named = pages.matches(of: /data-behaviour="([a-z -]+)"/).flatMap {
            $0.1.split(separator: " ").map(String.init)
        }
        #expect(!named.isEmpty && known.isSuperset(of: named))
    }

    @Test func whatOthersWroteLiesInALayerUnderOurs() {
        let joined = Bundle.styles.joined([
            "css/layers.css": Array("@layer vendor, base;".utf8),
            "vendor/css/tabler.min.css": Array("@charset \"UTF-8\";a{color:red}".utf8),
            "css/base.css": Array("@layer base { a { color: green } }".utf8),
        ])
        #expect(
            String(decoding: joined, as: UTF8.self)
                == "@layer vendor, base;\n@layer vendor {\na{color:red}\n}\n@layer base { a { color: green } }\n")
    }

    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func files(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(
            atPath: root.appending(path: folder).resolvingSymlinksInPath().path)
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
