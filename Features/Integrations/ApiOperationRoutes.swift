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
    let query: [FieldShape]
    /// nothing where there is no body
    let body: [FieldShape]?
    /// the name of the answer's schema
    let answer: String
    let status: HTTPResponse.Status
    /// the state of the record, for `If-Match`
    let version: Version?
    let way: Way

    typealias Run = @Sendable (Transaction, Actor, ApiCall) throws -> ApiReply
    /// Refuses whoever may not know of the record before it says how it stands.
    typealias Version = @Sendable (Transaction, Actor, ApiCall) throws -> String?

    /// How it is done.
    enum Way: Sendable {
        case reading(Run)
        case changing(Run)
        /// Files come along: what can be done outside of a transaction is done first.
        case taking(@Sendable (ApiContext, ApiCall) async throws -> ApiTaken)
        /// The answer is a file.
        case sending(@Sendable (Request, ApiContext) async throws -> Response)
    }

    init(
        method: HTTPRequest.Method, path: String, name: String, summary: Word, scope: ApiScope,
        query: [FieldShape] = [], body: [FieldShape]? = nil, answer: String, status: HTTPResponse.Status = .ok,
        version: Version? = nil, way: Way
    ) {
        self.method = method
        self.path = path
        self.name = name
        self.summary = summary
        self.scope = scope
        self.query = query
        self.body = body
        self.answer = answer
        self.status = status
        self.version = version
        self.way = way
    }

    /// What is got is read; everything else changes something.
    init(
        method: HTTPRequest.Method, path: String, name: String, summary: Word, scope: ApiScope,
        query: [FieldShape] = [], body: [FieldShape]? = nil, answer: String, status: HTTPResponse.Status = .ok,
        version: Version? = nil, run: @escaping Run
    ) {
        self.init(
            method: method, path: path, name: name, summary: summary, scope: scope, query: query, body: body,
            answer: answer, status: status, version: version, way: method == .get ? .reading(run) : .changing(run))
    }

    var isChange: Bool {
        switch way {
        case .reading, .sending: false
        case .changing, .taking: true
        }
    }

    /// The scope without which whoever changes a record is answered by how it stands, and not by the record: to write is
    /// not to read.
    var readScope: ApiScope? { isChange ? Self.readScopes[answer] : nil }

    /// Under which scope the records of each shape are read.
    static let readScopes: [String: ApiScope] = [
        "Case": .readCases, "Sample": .readCases, "Slip": .readCases, "View": .readCases, "DigestSummary": .readReports,
        "CustomerFile": .readCustomers, "Contact": .readContacts, "Letter": .readContacts,
        "LetterLine": .readContacts, "Message": .readContacts, "AttachmentList": .readFiles,
    ]
}

/// Files that a program sent along.
struct ApiTaken: Sendable {
    /// what tells these files from others
    let fingerprint: String
    let act: ApiOperation.Run
    /// what follows the act outside of its transaction, and only once: not where a key answers as it did before
    var afterwards: (@Sendable (ApiReply) async -> Void)?
}

/// What a program sent, as an operation reads it.
struct ApiCall: Sendable {
    let parameters: [String: String]
    let query: FormData
    let form: FormData
    let viewer: Viewer
    let scopes: Set<ApiScope>

    var language: Language { viewer.language }

    /// Whether what is told may hold what stands under this scope.
    func shows(_ scope: ApiScope) -> Bool { scopes.contains(scope) }

    func identifier<Owner>(_ name: String = "id") throws -> Identifier<Owner> {
        guard let text = parameters[name] else { throw NotFound() }
        return Identifier(text)
    }
}

/// What an operation answers: a value to be written as JSON, and the state it shows.
struct ApiReply: Sendable {
    let body: any Encodable & Sendable
    var version: String?
    /// What is kept for whoever asks again under the same key, where the answer holds a secret that nobody may keep.
    var keeps: (any Encodable & Sendable)?
    /// The body as it was written to tell its state: nothing is written twice.
    fileprivate(set) var written: String?
    /// What a program hears that may change the record and not read it.
    fileprivate(set) var standing: RecordStateDocument?
}

extension ApiReply {
    /// A record whole. Its state is what its document says: the same document has the same tag, whatever was printed or
    /// noted beside it, and another has another, wherever the difference came from (a customer's number, a kindred case).
    init(record: some Encodable & Sendable, id: String, number: String? = nil, state: String? = nil) throws {
        let text = try textOfJSON(record)
        let version = String(Secrets.sha256(ofText: text).prefix(32))
        self.init(
            body: record, version: version, written: text,
            standing: RecordStateDocument(id: id, number: number, state: state, version: version))
    }

    /// The same record with something beside it that is not its state.
    mutating func tells(_ more: some Encodable & Sendable) throws { written = try textOfJSON(more) }
}

/// Which record it is and how it stands: all that a program hears of what it changed and may not read.
struct RecordStateDocument: Encodable, Sendable {
    let id: String
    let number, state, version: String?
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

    /// For lists that are read by position: how many entries lie before this page.
    var offset: Int { Int(min(max(0, cursor?.key ?? 0), Self.farthest)) }
    private static let farthest: Int64 = 1_000_000

    /// Where the page after this one begins, in a list that is read by position.
    func next(of total: Int) -> String? {
        offset + limit < total ? ApiCursor(key: Int64(offset + limit), id: "position").text : nil
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
        // We write plain ids and numbers: a null byte or anything else that no database keeps was not written by us.
        guard let bytes = Secrets.bytes(hex: text), bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let key = Int64(parts[0]) else { return nil }
        self.init(key: key, id: String(parts[1]))
    }

    var text: String { Secrets.hex(Array("\(key) \(id)".utf8)) }
}

extension [FieldShape] {
    /// What a form asks for, learnt from the form itself.
    static func asked(_ read: (FormData) -> Void) -> [FieldShape] {
        let probe = FieldProbe()
        read(FormData(noting: probe))
        return probe.shapes
    }

    /// The same fields where none of them must be there.
    var optional: [FieldShape] { map { FieldShape(name: $0.name, kind: $0.kind, isRequired: false) } }
}
