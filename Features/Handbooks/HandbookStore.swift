import Database
import Foundation
import Handbook
import Kernel
import Synchronization

/// The editions of all handbooks, and the parsed handbook of each.
struct Handbooks {
    let tx: Transaction

    func find(_ id: HandbookVersion.ID) throws -> HandbookVersion? { try shelf().find(id) }

    /// The edition that binds at an instant: the issued one with the latest date that has come. Nothing for no code.
    func inForce(_ code: String?, at instant: Instant) throws -> HandbookVersion? {
        try code.flatMap { try shelf().inForce($0, at: instant) }
    }

    /// The handbook by which a unit works now.
    func inForce(in unit: Unit.ID) throws -> Handbook? {
        try inForce(tx.units.handbookCode(of: unit), at: tx.now).map(handbook(of:))
    }

    /// All editions of a handbook, newest first; at most 200.
    func editions(of code: String) throws -> [HandbookVersion] { try Array(shelf().editions(of: code).prefix(200)) }

    func codes() throws -> [String] { try shelf().codes }

    /// The parsed handbook. Texts of one digest never change, so what was parsed once is remembered.
    func handbook(of version: HandbookVersion) throws -> Handbook {
        if let known = Self.parsed.withLock({ $0[version.digest] }) { return known }
        let texts = try texts(of: version).map { text in
            try PackText(file: text.file, text: EarlierEdition.completed(text.text))
        }
        let handbook = try Handbook(texts: texts)
        Self.parsed.withLock { memory in
            if memory.count >= 64 { memory.removeAll() }
            memory[version.digest] = handbook
        }
        return handbook
    }

    /// The very texts of an edition, base first.
    func texts(of version: HandbookVersion) throws -> [PackText] {
        let row = try tx.execute("SELECT texts FROM handbook_version WHERE id = \(version.id)").first
        guard let row else { throw NotFound() }
        return try JSONDecoder().decode([KeptText].self, from: Data(try row.text("texts").utf8))
            .map { try PackText(file: $0.file, text: $0.text) }
    }

    func handbook(_ id: HandbookVersion.ID) throws -> Handbook {
        guard let version = try find(id) else { throw NotFound() }
        return try handbook(of: version)
    }

    func insert(_ version: HandbookVersion, texts: [PackText], by author: Staff.ID?) throws {
        let kept = try textOfJSON(texts.map { KeptText(file: $0.file, text: $0.text) })
        try tx.execute(
            """
            INSERT INTO handbook_version
                (id, code, title, number, version, effective_at, digest, texts, state, drafted_by, drafted_at)
            VALUES (\(version.id), \(version.code), \(version.title), \(version.number), \(version.version),
                    \(version.effectiveAt), \(version.digest), \(kept), 'draft',
                    \(author), \(tx.now))
            """
        )
        try tx.renew(Self.standing)
    }

    func save(_ version: HandbookVersion) throws {
        guard case .issued(let issuer, let at) = version.state else { return }
        try tx.execute(
            """
            UPDATE handbook_version SET state = 'issued', issued_by = \(issuer), issued_at = \(at)
            WHERE id = \(version.id) AND state = 'draft'
            """
        )
        try tx.renew(Self.standing)
    }

    private static let parsed = Mutex<[String: Handbook]>([:])

    private func shelf() throws -> HandbookShelf { try tx.standing(Self.standing) }

    private static let standing = Standing("handbook_version") { tx in
        HandbookShelf(
            try tx.execute(
                """
                SELECT id, code, title, number, version, effective_at, digest, state, drafted_by, issued_by, issued_at
                FROM handbook_version
                ORDER BY effective_at DESC, id DESC
                LIMIT \(HandbookShelf.most)
                """
            ).map(HandbookVersion.init(row:)))
    }
}

/// Who has read what.
struct Acknowledgements {
    let tx: Transaction

    func find(_ version: HandbookVersion.ID, by staff: Staff.ID) throws -> Acknowledgement? {
        try tx.execute(
            "SELECT at FROM acknowledgement WHERE version_id = \(version) AND staff_id = \(staff)"
        ).first.map { Acknowledgement(version: version, staff: staff, at: try $0.instant("at")) }
    }

    func of(_ version: HandbookVersion.ID) throws -> [Acknowledgement] {
        try tx.execute(
            "SELECT staff_id, at FROM acknowledgement WHERE version_id = \(version) ORDER BY at, staff_id LIMIT 10000"
        ).map { Acknowledgement(version: version, staff: try $0.id("staff_id"), at: try $0.instant("at")) }
    }

    func insert(_ acknowledgement: Acknowledgement) throws {
        try tx.execute(
            """
            INSERT INTO acknowledgement (version_id, staff_id, at)
            VALUES (\(acknowledgement.version), \(acknowledgement.staff), \(acknowledgement.at))
            ON CONFLICT (version_id, staff_id) DO NOTHING
            """
        )
    }
}

extension Transaction {
    var handbooks: Handbooks { Handbooks(tx: self) }
    var acknowledgements: Acknowledgements { Acknowledgements(tx: self) }
}

/// There is no such record, or none that this person may know of: both are told alike.
struct NotFound: Error, Equatable {}

private struct KeptText: Codable {
    let file: String
    let text: String
}

extension HandbookVersion {
    fileprivate init(row: Row) throws {
        let state: State =
            switch try row.text("state") {
            case "draft": .draft(by: try row.id(ifPresent: "drafted_by"))
            case "issued": .issued(by: try row.id(ifPresent: "issued_by"), at: try row.instant("issued_at"))
            case let other: throw Corrupt(column: "state", value: .text(other))
            }
        self.init(
            id: try row.id("id"), code: try row.text("code"), title: try row.text("title"),
            number: try row.text("number"), version: try row.text("version"),
            effectiveAt: try row.instant("effective_at"), digest: try row.text("digest"), state: state)
    }
}
