import Database
import Hummingbird
import Kernel
import Web

/// One thing a program can do: its address, what it takes and answers, and how it is done. The routes and the
/// description of the interface are both made from these, so they cannot disagree.
struct ApiOperation: Sendable {
    let method: HTTPRequest.Method
    /// `/cases/:id`, below `/api/v1`
    let path: String
    /// unique: `case.judgement`
    let name: String
    let summary: Word
    let scope: ApiScope
    var query: [FieldShape] = []
    /// nothing where there is no body
    var body: [FieldShape]?
    /// the name of the answer's schema
    var answer: String
    var status: HTTPResponse.Status = .ok
    /// the state of the record, for `If-Match`
    var version: (@Sendable (Transaction, ApiCall) throws -> String?)?
    let run: @Sendable (Transaction, Actor, ApiCall) throws -> ApiReply

    var isChange: Bool { method != .get }
}

/// What a program sent, as an operation reads it.
struct ApiCall: Sendable {
    let parameters: [String: String]
    let query: FormData
    let form: FormData
    let language: Language

    func identifier<Owner>(_ name: String = "id") throws -> Identifier<Owner> {
        guard let text = parameters[name] else { throw NotFound() }
        return Identifier(text)
    }
}

/// What an operation answers: a value to be written as JSON, and the state it shows.
struct ApiReply: Sendable {
    let body: any Encodable & Sendable
    var version: String?
}

/// How many entries a page of a list has, and where the next one begins.
struct ApiPage: Sendable {
    static let most = 200
    static let usual = 50

    let limit: Int
    let cursor: ApiCursor?

    init(_ call: ApiCall) throws {
        let wanted = try form(call.query.optionalInteger("limit", in: 1...Self.most))
        limit = wanted ?? Self.usual
        let text = call.query.text("cursor")
        if text.isEmpty {
            cursor = nil
        } else {
            guard let read = ApiCursor(text) else { throw ApiRefused.badCursor }
            cursor = read
        }
    }

    static let query = [
        FieldShape(name: "limit", kind: .integer(1...most), isRequired: false),
        FieldShape(name: "cursor", kind: .text(max: 200), isRequired: false),
    ]
}

/// A place in a list, opaque to whoever holds it: an instant or a position, and the id of the last entry.
struct ApiCursor: Equatable, Sendable {
    let key: Int64
    let id: String

    init(key: Int64, id: String) {
        self.key = key
        self.id = id
    }

    init?(_ text: String) {
        guard let bytes = Secrets.bytes(hex: text) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let key = Int64(parts[0]) else { return nil }
        self.init(key: key, id: String(parts[1]))
    }

    var text: String { Secrets.hex(Array("\(key) \(id)".utf8)) }
}
