import Database
import Handbook
import Kernel

/// Writing an edition, issuing it, and setting a department up with its first one.
extension Handbooks {
    /// Keeps the texts of a new edition, base first, as they are. Throws every problem of every file at once
    /// (`PackProblems`), refuses the number of an edition that exists.
    func draft(_ texts: [PackText], by actor: Actor) throws -> HandbookVersion {
        let handbook = try Handbook(texts: texts)
        try authorize(actor, .draftHandbook, over: handbook.code)
        return try keep(handbook, texts, by: actor.staff.id)
    }

    /// A new edition from an old one, of which the department's own text was edited; the packs it extends stay as they
    /// were. A problem is told with its line in the edited text.
    func draft(_ edited: String, from old: HandbookVersion.ID, by actor: Actor) throws -> HandbookVersion {
        guard let version = try find(old) else { throw NotFound() }
        try authorize(actor, .draftHandbook, over: version.code)
        let texts = try texts(of: version)
        guard let own = texts.last else { throw NotFound() }
        let new = texts.dropLast() + [try PackText(file: own.file, text: edited)]
        let code = try Handbook(texts: Array(new)).code
        guard code == version.code else { throw HandbookVersion.Refusal.otherHandbook(code) }
        return try draft(Array(new), by: actor)
    }

    /// Puts a draft in force from its date. Everybody whom it concerns owes its reading from now on, and a review that
    /// was due has had its answer (base 1.3, 1.5, 1.7).
    func issue(_ id: HandbookVersion.ID, by actor: Actor) throws {
        guard var version = try find(id) else { throw NotFound() }
        try authorize(actor, .issueHandbook, over: version.code)
        try version.issue(by: actor.staff.id, at: tx.now)
        try save(version)
        let event = try announce(version, by: actor.staff.id)
        for edition in try editions(of: version.code) {
            try end(.reviewHandbook, on: edition, under: event)
        }
        try askReaders(version, under: event)
    }

    /// Set-up: the first edition of a handbook, from the texts of its pack. Does nothing where there is an edition
    /// already, so that it may be called at every start.
    @discardableResult
    func install(_ texts: [PackText]) throws -> HandbookVersion {
        let handbook = try Handbook(texts: texts)
        if let known = try editions(of: handbook.code).first { return known }
        var version = try keep(handbook, texts, by: nil)
        try version.install(at: tx.now)
        try save(version)
        let event = try announce(version, by: nil)
        try askReaders(version, under: event)
        return version
    }

    /// The same, with the pack taken from the shelf. Reads files: for set-up alone.
    @discardableResult
    func install(_ shelf: PackShelf, _ code: String) throws -> HandbookVersion { try install(shelf.lineage(code)) }

    /// Whoever acts on a handbook needs the right in every topmost unit that works by it; of one that no unit names
    /// yet, at the very top.
    func authorize(_ actor: Actor, _ permission: Permission, over code: String) throws {
        var homes = try homes(of: code)
        if homes.isEmpty { homes = try tx.units.all().filter { $0.parent == nil } }
        for unit in homes where !actor.may(permission, in: unit.id, isOwn: false) {
            throw NotAllowed(permission: permission, isElsewhere: actor.holds(permission))
        }
    }

    func may(_ actor: Actor, _ permission: Permission, over code: String) throws -> Bool {
        do {
            try authorize(actor, permission, over: code)
            return true
        } catch is NotAllowed {
            return false
        }
    }

    private func keep(_ handbook: Handbook, _ texts: [PackText], by author: Staff.ID?) throws -> HandbookVersion {
        let document = handbook.document
        guard try !editions(of: handbook.code).contains(where: { $0.version == document.version }) else {
            throw HandbookVersion.Refusal.versionTaken(document.version)
        }
        let version = HandbookVersion(
            id: tx.ids.make(), handbook: handbook, digest: PackText.digest(of: texts),
            effectiveAt: (Zone(handbook.calendar.zone) ?? .shanghai).instant(document.effective, .midnight),
            state: .draft(by: author))
        try insert(version, texts: texts, by: author)
        return version
    }

    private func announce(_ version: HandbookVersion, by staff: Staff.ID?) throws -> Event {
        try tx.record(
            .handbookIssued, about: version.subject, in: try homes(of: version.code).first?.id, by: staff,
            details: ["version": version.version, "effective": "\(version.effectiveAt.milliseconds)"])
    }
}

extension PackText {
    /// SHA-256 over names and texts, in order: two editions with one digest are one handbook.
    static func digest(of texts: [PackText]) -> String {
        Secrets.sha256(ofText: texts.map { "\($0.file)\n\($0.text.utf8.count)\n\($0.text)" }.joined(separator: "\n"))
    }
}
