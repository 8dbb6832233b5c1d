import Kernel

/// How a record is called where others speak of it.
struct SubjectLabel: Equatable, Sendable {
    /// The number by which a customer asks, where it has one.
    let number: String?
    let title: String
    let url: String?
    /// Where it lies, for the question who may see its title.
    let unit: Unit.ID?
}
