import Handbook
import Kernel
import Web

extension Customer.Kind {
    var word: Word {
        switch self {
        case .person: .customerKindPerson
        case .organisation: .customerKindOrganisation
        case .household: .customerKindHousehold
        }
    }

    var icon: String {
        switch self {
        case .person: "user"
        case .organisation: "building"
        case .household: "home"
        }
    }
}
