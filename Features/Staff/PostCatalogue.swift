import Handbook
import Kernel

/// Which posts there are in a unit: those of the handbook in force there.
protocol PostCatalogue {
    /// Nothing where the handbook of the unit knows no such post (any more): it then grants nothing.
    func post(_ code: String, in unit: Unit.ID) throws -> Post?

    /// In the order of the handbook.
    func posts(in unit: Unit.ID) throws -> [Post]
}

extension Post {
    func title(in language: Language) -> String {
        switch language {
        case .chinese: title
        case .english: english
        }
    }
}
