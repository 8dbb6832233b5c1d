import Foundation
import Kernel
import Testing

@testable import Desk

/// Real logs with independently computed answers, beside the checkout: too large, or not ours, to be kept in it.
enum SharedData {
    static let absent: Comment = "the shared data folder is not beside this checkout"

    static func isThere(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: url(folder).path) }

    static func facts(_ path: String) throws -> Fact {
        try JSONDecoder().decode(Fact.self, from: Data(contentsOf: url(path)))
    }

    /// The named columns of a CSV file, read by the very reader that reads logs.
    static func table(_ path: String, _ columns: String...) throws -> [[String]] {
        try bytes(path).withUnsafeBufferPointer { bytes in
            func text(_ field: CommaLines.Field) -> String {
                CommaLines.read(field, of: bytes) { String(decoding: $0, as: UTF8.self) }
            }
            var lines = CommaLines(bytes)
            try #require(lines.next() == .fields)
            let header = lines.fields.map(text)
            let places = try columns.map { try #require(header.firstIndex(of: $0), "the column \($0)") }
            var rows: [[String]] = []
            while let line = lines.next() {
                try #require(line == .fields)
                rows.append(places.map { text(lines.fields[$0]) })
            }
            return rows
        }
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        guard path.hasSuffix(".gz") else { return [UInt8](try Data(contentsOf: url(path))) }
        let gunzip = Process()
        let output = Pipe()
        gunzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gunzip.arguments = ["gunzip", "-c", url(path).path]
        gunzip.standardOutput = output
        try gunzip.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        gunzip.waitUntilExit()
        try #require(gunzip.terminationStatus == 0, "gunzip must be able to read \(path)")
        return [UInt8](data)
    }

    private static func url(_ path: String) -> URL {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        return package.standardizedFileURL.deletingLastPathComponent().appendingPathComponent("shared/data/\(path)")
    }
}

/// A value of a `facts.json`.
enum Fact: Decodable {
    case object([String: Fact])
    case list([Fact])
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let object = try? container.decode([String: Fact].self) {
            self = .object(object)
        } else if let list = try? container.decode([Fact].self) {
            self = .list(list)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    subscript(key: String) -> Fact? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    var keys: [String] {
        if case .object(let object) = self { object.keys.sorted() } else { [] }
    }

    var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    var count: Int? { number.map { Int($0) } }
}

extension Rehearsal.Report.ClauseFigures {
    /// `{breached, within, elapsed_h: {…}}`: every figure that is given must be ours, to its last printed digit.
    func hold(_ fact: Fact?, _ what: String) throws {
        let fact = try #require(fact, "\(what): the answers have no such entry")
        if let breached = fact["breached"]?.count { #expect(late == breached, "\(what): breached") }
        if let within = fact["within"]?.count { #expect(kept == within, "\(what): within") }
        if let amounts = fact["elapsed_h"] { try elapsed.hold(amounts, what) }
    }
}

extension Rehearsal.Report.Elapsed {
    func hold(_ fact: Fact, _ what: String) throws {
        let ours: [String: Double?] = [
            "n": Double(count), "p25": p25, "p50": median, "p75": p75, "p90": p90, "p95": p95, "mean": mean,
            "min": least,
            "max": most, "sum": sum,
        ]
        for key in fact.keys where ours.keys.contains(key) {
            let ours = try #require(ours[key] ?? nil, "\(what): \(key)")
            let theirs = try #require(fact[key]?.number)
            #expect((ours * 1e6).rounded() == (theirs * 1e6).rounded(), "\(what): \(key) \(ours), given \(theirs)")
        }
    }
}
