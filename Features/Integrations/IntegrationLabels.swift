import Kernel
import Web

extension ApiScope {
    var word: Word {
        switch self {
        case .readCases: .scopeReadCases
        case .writeCases: .scopeWriteCases
        case .readCustomers: .scopeReadCustomers
        case .writeCustomers: .scopeWriteCustomers
        case .readContacts: .scopeReadContacts
        case .writeContacts: .scopeWriteContacts
        case .readFiles: .scopeReadFiles
        case .writeFiles: .scopeWriteFiles
        case .readWork: .scopeReadWork
        case .writeWork: .scopeWriteWork
        case .readReports: .scopeReadReports
        case .exchange: .scopeExchange
        case .readHandbook: .scopeReadHandbook
        case .readEvents: .scopeReadEvents
        case .manageWebhooks: .scopeManageWebhooks
        }
    }
}
