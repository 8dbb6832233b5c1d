public import Kernel

/// What a person typed, decoded once: the body of a form or the query of an address, names in any order, repeated
/// names kept. `FormData+Fields.swift` turns it into values.
///
///     let typed = context.form
///     let (name, content, due) = try form(
///         typed.required("name", max: 50), typed.optional("content", max: 4000), typed.localTime("due_at"))
public struct FormData: Sendable {
    /// More names than any page of ours has: what comes with more was not made by a person.
    public static let maximumFields = 500

    let values: [String: [String]]
    /// the language the problems are told in
    let language: Language
    /// the zone in which a typed date and time is meant
    let zone: Zone
    /// Fields in which a NUL was typed or pasted. No database keeps it and nobody sees it: it is taken out, and whoever reads
    /// the field as text is told.
    private(set) var spoiled: Set<String> = []
    /// who notes what is asked for; nobody, where a person has typed
    var probe: FieldProbe?

    public static let empty = FormData([:])

    public init(_ values: [String: [String]], language: Language = .chinese, zone: Zone = .utc) {
        self.values = values
        self.language = language
        self.zone = zone
    }

    /// Reads `application/x-www-form-urlencoded` (WHATWG URL, 5.1), byte by byte. Refuses more than 500 fields,
    /// broken `%` escapes, and bytes that are no UTF-8.
    public init(
        urlEncoded bytes: some Sequence<UInt8>, language: Language = .chinese, zone: Zone = .utc
    ) throws(FormUnreadable) {
        self.init(try URLEncoding.decode(bytes, limit: FormData.maximumFields), language: language, zone: zone)
    }

    /// The body of a form that a person sent: as above, but a NUL is told at its field, and nothing else of the form is
    /// lost over it.
    init(form bytes: some Sequence<UInt8>, language: Language, zone: Zone) throws(FormUnreadable) {
        self.init(
            withNul: try URLEncoding.decode(bytes, limit: FormData.maximumFields, keepingNul: true), language: language,
            zone: zone)
    }

    init(withNul values: [String: [String]], language: Language, zone: Zone) {
        spoiled = Set(values.filter { $0.value.contains { $0.utf8.contains(0) } }.keys)
        self.values = values.mapValues { texts in texts.map { $0.utf8.contains(0) ? $0.withoutNul : $0 } }
        self.language = language
        self.zone = zone
    }

    /// A form in which nothing was typed, read only to learn what it asks for.
    public init(noting probe: FieldProbe) {
        self.init([:])
        self.probe = probe
    }

    /// One text for all that was sent, the same for the same fields in any order.
    public var canonical: String {
        values.sorted { $0.key < $1.key }.map { name, values in
            "\(URLEncoding.encode(name))=\(values.map(URLEncoding.encode).joined(separator: ","))"
        }.joined(separator: "&")
    }

    /// The same reading of other fields.
    public func with(_ values: [String: [String]]) -> FormData { FormData(values, language: language, zone: zone) }

    /// The names that were sent, in alphabetical order.
    public var names: [String] { values.keys.sorted() }

    public var isEmpty: Bool { values.isEmpty }

    /// As typed, trimmed of the white space around it; empty when absent. The first, when there are several.
    public func text(_ name: String) -> String { values[name]?.first?.trimmed.withPlainLineEnds ?? "" }

    /// nil when the field was not sent at all; an unticked box is not sent.
    public func sent(_ name: String) -> String? { values[name]?.first }

    /// Every value of a repeated name, in order: `<input type=checkbox name=id value=…>` many times.
    public func all(_ name: String) -> [String] { values[name]?.map(\.trimmed.withPlainLineEnds) ?? [] }
}

/// The body is no form a browser would send.
public enum FormUnreadable: Error, Equatable {
    case tooManyFields(limit: Int)
    case notText
    /// by name, what is wrong with members of a JSON object
    case badMembers([String: FormData.MemberProblem])
}

extension String {
    /// Without white space at both ends, the ideographic space U+3000 included: Chinese keyboards type it.
    var trimmed: String {
        guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(unicodeScalars[first...last])
    }
}

extension String {
    fileprivate var withoutNul: String { String(String.UnicodeScalarView(unicodeScalars.filter { $0.value != 0 })) }

    /// Browsers send the line ends of a text area as CR LF (HTML, 4.10.21.8); inside the house a line ends with LF.
    var withPlainLineEnds: String { utf8.contains(UInt8(ascii: "\r")) ? replacing("\r\n", with: "\n") : self }
}
