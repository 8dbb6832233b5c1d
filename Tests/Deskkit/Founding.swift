import Database
import Foundation
import Handbook
import Kernel

@testable import Desk

extension PackShelf {
    /// The packs of the repository, found from where this file lies.
    static let ofTheHouse = PackShelf(
        directory: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Handbooks"))
}

/// What every department of a test begins with.
extension Transaction {
    /// A handbook in force for thirty days. `digest` is the test's own: what is read of an edition is remembered by it.
    func issue(_ handbook: Handbook, _ texts: [PackText], digest: String) throws -> HandbookVersion.ID {
        let edition = HandbookVersion(
            id: "version-1", handbook: handbook, digest: digest, effectiveAt: now - .days(30),
            state: .issued(by: nil, at: now - .days(30)))
        try handbooks.insert(edition, texts: texts, by: nil)
        try handbooks.save(edition)
        return edition.id
    }

    func found(
        _ id: Desk.Unit.ID, code: String? = nil, _ name: String, under parent: Desk.Unit.ID? = nil, by handbook: String?
    ) throws {
        try units.add(
            try Desk.Unit.found(
                id: id, code: code ?? id.rawValue, name: name, kind: .department, under: parent, handbook: handbook))
    }

    /// Somebody who holds a post since twenty days and has read the edition.
    func join(
        _ person: Staff.ID, account: String? = nil, _ name: String, as post: String, in unit: Desk.Unit.ID,
        reading edition: HandbookVersion.ID
    ) throws {
        let member = Staff.join(
            id: person, account: Account(stored: account ?? person.rawValue), name: name, phone: nil,
            language: .chinese, password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
        try staff.add(member)
        try appointments.add(
            try Appointment.appoint(
                id: Appointment.ID("appointment-\(person)"), member, to: post, in: unit, from: now - .days(20), by: nil)
        )
        try acknowledgements.insert(Acknowledgement(version: edition, staff: person, at: now))
    }
}
