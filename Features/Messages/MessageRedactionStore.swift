import Database
import Kernel

/// A customer's personal data go out of the messages that were taken for colleagues (PIPL 47).
extension Messages {
    func redact(_ redaction: CustomerRedaction, takenIn contacts: [Contact.ID], numbers: [PhoneNumber]) throws {
        var conditions: [SQL] = numbers.isEmpty ? [] : ["phone IN \(list: numbers)"]
        for start in stride(from: 0, to: contacts.count, by: 500) {
            conditions.append("contact_id IN \(list: Array(contacts[start..<min(start + 500, contacts.count)]))")
        }
        for condition in conditions {
            try tx.redact(redaction, ["organisation", "matter", "handling"], of: "message", where: condition)
            try tx.execute("UPDATE message SET caller = '', phone = NULL WHERE \(condition)")
        }
    }
}
