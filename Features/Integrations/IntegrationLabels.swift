import Kernel
import Web

extension ApiScope {
    var word: Word {
        switch self {
        case .readCases: .scopeReadCases
        case .writeCases: .scopeWriteCases
        case .readCustomers: .scopeReadCustomers
        case .writeCustomers: .scopeWriteCustomers
        case .readHandbook: .scopeReadHandbook
        case .readEvents: .scopeReadEvents
        case .manageWebhooks: .scopeManageWebhooks
        }
    }
}
