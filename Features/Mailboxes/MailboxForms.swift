import Kernel
import Web

/// Text to values of a mailbox's settings.
enum MailboxForms {
    static func facts(_ typed: FormData, in t: Language) throws(Invalid) -> (Unit.ID, Mailbox.Facts, secret: String?) {
        let values = try form(
            typed.identifier("unit", of: Unit.self),
            typed.value("address", or: t(.mailboxBadAddress)) { address($0) },
            typed.optional("sender", max: 60),
            typed.value("host", or: t(.mailboxBadHost)) { host($0) }, typed.integer("port", in: 1...65_535),
            typed.choice("line", of: Mailbox.Guard.self), typed.required("user", max: 120),
            typed.optional("password", max: 200),
            typed.optionalValue("folder", or: t(.mailboxBadFolder)) { folder($0) },
            typed.optionalValue("smtp_host", or: t(.mailboxBadHost)) { host($0) },
            typed.optionalInteger("smtp_port", in: 1...65_535),
            typed.optionalChoice("smtp_line", of: Mailbox.Guard.self),
            typed.optionalIdentifier("reception", of: ReceptionChannel.self), typed.ticked("receipts"),
            typed.localTime("since"))
        var sending: Mailbox.Server?
        if let host = values.9 {
            guard let port = values.10, let line = values.11 else {
                throw Invalid([values.10 == nil ? "smtp_port" : "smtp_line": t(.mailboxSendingParts)])
            }
            sending = Mailbox.Server(host: host, port: port, line: line)
        }
        let facts = Mailbox.Facts(
            address: values.1, sender: values.2 ?? "",
            fetching: Mailbox.Server(host: values.3, port: values.4, line: values.5), user: values.6,
            folder: values.8 ?? "INBOX", sending: sending, reception: values.12, sendsReceipts: values.13,
            since: values.14)
        return (values.0, facts, values.7)
    }

    /// The fields of a mailbox that is there; never its password.
    static func values(of mailbox: Mailbox, in zone: Zone) -> [String: String] {
        let facts = mailbox.facts
        var values = [
            "unit": mailbox.unit.rawValue, "address": facts.address, "sender": facts.sender,
            "host": facts.fetching.host, "port": String(facts.fetching.port), "line": facts.fetching.line.rawValue,
            "user": facts.user, "folder": facts.folder, "reception": facts.reception?.rawValue ?? "",
            "since": fieldText(facts.since, zone),
        ]
        if facts.sendsReceipts { values["receipts"] = "1" }
        if let sending = facts.sending {
            values["smtp_host"] = sending.host
            values["smtp_port"] = String(sending.port)
            values["smtp_line"] = sending.line.rawValue
        }
        return values
    }

    static func usual(at now: Instant, in zone: Zone) -> [String: String] {
        [
            "port": "993", "line": Mailbox.Guard.tls.rawValue, "smtp_port": "465",
            "smtp_line": Mailbox.Guard.tls.rawValue, "folder": "INBOX", "since": fieldText(now, zone),
        ]
    }

    private static func fieldText(_ instant: Instant, _ zone: Zone) -> String {
        let local = instant.local(zone)
        return "\(local.day)T\(local.time)"
    }

    private static func address(_ text: String) -> String? {
        guard text.count <= 120, let read = ContactPoint.value(text, of: .email),
            read.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Array("<>()[],;:\\\"".utf8).contains($0) })
        else { return nil }
        return read
    }

    /// A name or an address in figures, and nothing around it: it goes into the address of a connection.
    private static func host(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy {
            (0x30...0x3A).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
                || $0 == 0x2E
        }
        let isFigures = text.contains(":") && text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        return isPlain && !text.isEmpty && text.count <= 253 && (!text.contains(":") || isFigures)
            ? text.lowercased() : nil
    }

    /// As it is said to a server, in quotes: ASCII only, as servers of before Unicode want it.
    private static func folder(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        return isPlain && text.count <= 120 ? text : nil
    }
}
