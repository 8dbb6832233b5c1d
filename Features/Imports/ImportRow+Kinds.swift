import Handbook
import Kernel

/// A row of the kind «cases», as far as it can be told without asking the clauses.
struct CaseRow: Sendable {
    let externalNumber: String?
    let brought: BroughtCase
    let problems: [RowProblem]

    init(_ row: SheetRow, _ mapping: Mapping, in surroundings: ImportSurroundings) {
        var reading = RowReading(row, mapping, .cases)
        let zone = surroundings.zone
        let external = reading.text("external_number")
        let type = reading.choice("type", surroundings.typeChoices, otherwise: surroundings.usualType)
        let severity = reading.choice("severity", .severities, otherwise: .ordinary)
        let channel = reading.choice("channel", .channels, otherwise: .web)
        let source = reading.choice("source", .sources, otherwise: .direct)
        let grade = reading.choice("grade", .grades, otherwise: .ordinary)
        let report = Case.Report(
            subject: reading.text("subject"), content: reading.text("content"), demand: reading.text("demand"),
            category: reading.text("category"), product: reading.text("product"), place: reading.text("place"),
            organisation: reading.text("organisation"), specialNeeds: reading.text("special_needs"),
            opinion: reading.text("opinion"), expectation: reading.text("expectation"))
        let intake = Intake(
            unit: reading.unit(surroundings), type: type, source: source, channel: channel, severity: severity,
            complainant: reading.text("complainant"), phone: reading.phone("phone"),
            memberNumber: reading.text("member_number"), report: report, grade: grade,
            details: reading.details("details"))
        let reportedAt = reading.time("reported_at", in: zone, notAfter: surroundings.now)
        let completedAt = reading.time("completed_at", in: zone, notAfter: surroundings.now)
        let solution = reading.text("solution")
        let evaluation = reading.text("evaluation")
        let lesson = reading.text("lesson")
        let handler = reading.person("handler", surroundings)
        if let completedAt {
            if let reportedAt, completedAt < reportedAt {
                reading.note("completed_at", Sentence(.importClosedBeforeReport))
            } else if reportedAt == nil {
                reading.note("reported_at", Sentence(.importClosedWithoutReport))
            }
        }
        externalNumber = external.isEmpty ? nil : external
        brought = BroughtCase(
            intake: intake, reportedAt: reportedAt, handler: handler,
            closing: completedAt.map {
                BroughtCase.Closing(at: $0, solution: solution, evaluation: evaluation, lesson: lesson)
            })
        problems = reading.problems
    }
}

/// A row of the kind «customers».
struct CustomerRow: Sendable {
    let externalNumber: String?
    let unit: Unit.ID
    let facts: CustomerFacts
    let phone: PhoneNumber?
    let problems: [RowProblem]

    init(_ row: SheetRow, _ mapping: Mapping, in surroundings: ImportSurroundings) {
        var reading = RowReading(row, mapping, .customers)
        let external = reading.text("external_number")
        externalNumber = external.isEmpty ? nil : external
        unit = reading.unit(surroundings)
        let kind = reading.choice("kind", .customerKinds, otherwise: .person)
        var facts = CustomerFacts(kind: kind, name: reading.text("name"))
        for field in [
            CustomerFacts.Field.memberNumber, .specialNeeds, .preferences, .contactWindow, .address, .products, .note,
        ] { facts[field] = reading.text(field.rawValue) }
        self.facts = facts
        phone = reading.phone("phone")
        problems = reading.problems
    }
}

extension ImportSurroundings {
    /// What a row without a type is.
    var usualType: CaseType { types.values.contains(.complaint) ? .complaint : types.values.first ?? .complaint }
}

extension Choices<Severity> {
    fileprivate static let severities = Choices(
        Severity.allCases.map { ([$0.word.chinese, $0.word.english, $0.rawValue], $0) })
}

extension Choices<Channel> {
    fileprivate static let channels = Choices(Channel.allCases.map { ($0.names, $0) })
}

extension Choices<CaseSource> {
    fileprivate static let sources = Choices(
        CaseSource.allCases.map { ([$0.word.chinese, $0.word.english, $0.rawValue], $0) })
}

extension Choices<CustomerGrade> {
    fileprivate static let grades = Choices(
        CustomerGrade.allCases.map { ([$0.word.chinese, $0.word.english, $0.rawValue], $0) })
}

extension Choices<Customer.Kind> {
    fileprivate static let customerKinds = Choices(
        Customer.Kind.allCases.map { ([$0.word.chinese, $0.word.english, $0.rawValue], $0) })
}

extension Channel {
    /// Its own words, and what other systems call it.
    fileprivate var names: [String] {
        let others =
            switch self {
            case .phone: ["来电", "热线", "telephone", "call"]
            case .counter: ["前台", "门店", "到店", "walk-in", "in person"]
            case .email: ["电子邮件", "邮箱", "e-mail"]
            case .web: ["网上", "在线", "网络", "online", "mobile", "app", "公众号"]
            case .chat: ["微信", "在线客服", "live chat"]
            case .letter: ["来信", "传真", "postal mail", "fax", "mail"]
            case .onSite: ["上门", "onsite"]
            case .hotline12345: ["政务热线", "12345热线"]
            }
        return [word.chinese, word.english, rawValue] + others
    }
}
