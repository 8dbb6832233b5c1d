import Handbook
import Kernel
import Web

/// The end of a contact, as it is typed.
struct ContactEnd: Equatable, Sendable {
    var record: Contact.Record
    var outcome: Outcome
    var particulars: Contact.Particulars
}

extension ContactForms {
    /// The record, its ending and what stands beside it, with all their problems at once. `completing` adds what is known
    /// of whoever was chosen.
    static func end(
        _ typed: FormData, under handbook: Handbook, in t: Language,
        completing: (Contact.Record) throws -> Contact.Record
    ) throws -> ContactEnd {
        var problems: [String: String] = [:]
        func read<Value>(_ part: () throws(Invalid) -> Value) -> Value? {
            do { return try part() } catch {
                problems.merge(error.problems) { first, _ in first }
                return nil
            }
        }
        let record = read { () throws(Invalid) in try self.record(typed) }
        let particulars = read { () throws(Invalid) in try self.particulars(typed, under: handbook, in: t) }
        let known = try completing(record ?? readable(typed))
        let outcome = read { () throws(Invalid) in try self.outcome(typed, known, in: t) }
        guard record != nil, let particulars, let outcome else { throw Invalid(problems) }
        return ContactEnd(record: known, outcome: outcome, particulars: particulars)
    }

    /// Of a record with problems what its ending asks for, so that nothing else is called missing.
    private static func readable(_ typed: FormData) -> Contact.Record {
        var record = Contact.Record()
        record.caller = typed.text("complainant")
        record.phone = PhoneNumber(typed: typed.text("phone"))
        record.subject = typed.text("subject")
        record.content = typed.text("content")
        record.customer = (try? form(typed.optionalIdentifier("customer", of: Customer.self))) ?? nil
        return record
    }

    /// The lines of the diary, the objections that were met, the documents that were sent: what the pack does not know is
    /// not noted.
    static func particulars(
        _ typed: FormData, under handbook: Handbook, in t: Language
    ) throws(Invalid) -> Contact.Particulars {
        var particulars = Contact.Particulars()
        var problems: [String: String] = [:]
        for number in 1...Contact.Particulars.mostItems {
            do {
                if let line = try item(number, typed, in: t) { particulars.items.append(line) }
            } catch { problems.merge(error.problems) { first, _ in first } }
        }
        for (place, objection) in handbook.objections.enumerated() {
            let name = "objection_\(place)"
            let answer = typed.text(name)
            let worked = !typed.text("\(name)_worked").isEmpty
            guard !answer.isEmpty else {
                if worked { problems[name] = t(.contactObjectionUnsaid, objection.said) }
                continue
            }
            let chosen = Int(answer).flatMap { objection.answers.indices.contains($0) ? objection.answers[$0] : nil }
            particulars.objections.append(
                Contact.ObjectionMet(said: objection.said, answer: chosen ?? "", worked: worked))
        }
        for (place, material) in handbook.materials.enumerated() {
            guard let by = Contact.MaterialSent.By(rawValue: typed.text("material_\(place)")) else { continue }
            particulars.materials.append(Contact.MaterialSent(title: material.title, by: by))
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        return particulars
    }

    /// The fields of a line of the diary, in their order on the page.
    static func itemFields(_ number: Int) -> [String] {
        ["item_\(number)", "item_\(number)_answer", "item_\(number)_follow", "item_\(number)_due"]
    }

    /// One line of the diary (SOFT-45): it says which matter, and what is due says what is to follow.
    private static func item(_ number: Int, _ typed: FormData, in t: Language) throws(Invalid) -> Contact.Item? {
        let names = itemFields(number)
        var problems: [String: String] = [:]
        var line: (String?, String?, String?, Instant?) = (nil, nil, nil, nil)
        do {
            line = try form(
                typed.optional(names[0], max: 200), typed.optional(names[1], max: 400),
                typed.optional(names[2], max: 200), typed.optionalLocalTime(names[3]))
        } catch { problems = error.problems }
        let isFilled = names.map { !typed.text($0).isEmpty }
        if isFilled.contains(true), !isFilled[0], problems[names[0]] == nil {
            problems[names[0]] = t(.contactItemMatterless, String(number))
        }
        if isFilled[3], !isFilled[2], problems[names[3]] == nil {
            problems[names[2]] = t(.contactItemDueless, String(number))
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        return line.0.map { Contact.Item(text: $0, answer: line.1 ?? "", followUp: line.2 ?? "", due: line.3) }
    }
}
