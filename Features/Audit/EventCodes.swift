import Handbook
import Kernel

/// What of an event's details is told outside the house (webhooks, `/api/v1/events`), and of a customer who was anonymised
/// on the page too: ids, numbers, days and short names of a closed set. What a person typed for an act (why a case was
/// handed on, which product it is about) stays in the house: it may name somebody.
extension Event {
    var codes: [String: String] {
        details.filter { name, value in
            if value.isEmpty { return true }
            switch name {
            case "reason": return CaseEventReason.word(of: value) != nil
            case "text": return kind == .paperPrinted
            // A party outside; what a customer pays for: typed by a person.
            case "to" where kind == .caseReferred: return false
            case "item": return value.allSatisfy { ("0"..."9").contains($0) }
            default: return Self.plainNames.contains(name) && value.isPlain
            }
        }
    }

    /// Details whose values the house itself gives.
    private static let plainNames: Set<String> = [
        "accuracy", "act", "adopted", "answer", "appointment", "approved", "archive", "attachment", "because", "block",
        "by", "case", "cases", "change", "channel", "clause", "closed", "code", "complaints", "cost", "count", "day",
        "decision", "dedicated", "delegation", "digest", "draw", "drawn", "effective", "ending", "errand", "exception",
        "field", "fields", "founded", "from", "given", "holds", "how", "into", "kept", "kind", "letter", "level",
        "limit", "line", "mailbox-id", "merge", "merged", "absorbed", "minutes", "month", "number", "obligation",
        "outcome", "owner", "parent", "penalty", "period", "population", "post", "problem", "promises", "messages",
        "purpose", "quote", "reaction", "reported", "revealed", "role", "rows", "seed", "severity", "share", "slip",
        "solved", "staff", "step", "to", "transition", "type", "unresolved", "until", "urged", "value", "verdict",
        "version", "visit", "way", "webhook", "week", "why", "within",
    ]
}

extension String {
    /// Letters and digits as ids, numbers and short names have them: no text that a person typed in Chinese, and no
    /// sentence.
    fileprivate var isPlain: Bool {
        utf8.count <= 200
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"),
                    UInt8(ascii: "_"), UInt8(ascii: ","), UInt8(ascii: "+"), UInt8(ascii: "%"):
                    true
                default: false
                }
            }
    }
}
