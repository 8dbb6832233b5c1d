import Kernel

/// How a record is called where others speak of it.
struct SubjectLabel: Equatable, Sendable {
    /// The number by which a customer asks, where it has one.
    let number: String?
    let title: String
    let url: String?
    /// Where it lies, for the question who may see its title.
    let unit: Unit.ID?

    /// Number and title; once where they are the same.
    var whole: String {
        guard let number, number != title else { return title }
        return "\(number) \(title)"
    }

    /// The same record, with the page where it is told of; its own where there is none.
    func leading(to url: String?) -> SubjectLabel {
        SubjectLabel(number: number, title: title, url: url ?? self.url, unit: unit)
    }

    /// One step of a plan of the day: by its name, at its place on the page.
    func step(_ id: String, _ name: String) -> SubjectLabel {
        SubjectLabel(number: title, title: name, url: url.map { "\($0)#s-\(id)" }, unit: unit)
    }

    /// A unit that owes a report: with the period of it, leading to where it is written or read.
    func about(_ obligation: Obligation) -> SubjectLabel {
        guard let url = obligation.reportURL else { return self }
        return SubjectLabel(number: obligation.reportPeriod ?? number, title: title, url: url, unit: unit)
    }
}
