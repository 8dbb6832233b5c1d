import Kernel

/// What is on file about a customer, field by field, as text: what an edit compares, the history tells, a merge
/// chooses from, and an import brings. The form holds each to its shape (`CustomerForms`), the table to its set.
struct CustomerFacts: Equatable, Sendable {
    var kind: String
    var name: String
    var salutation = ""
    var memberNumber = ""
    var grade = ""
    var contractNumber = ""
    var contractUntil = ""
    /// 普通话, 粤语, English …
    var language = ""
    /// When the customer wishes to be spoken to: 「19:00 以后」.
    var contactWindow = ""
    /// SOFT-42: whether remote guidance will do, or a helper is asked.
    var computerSkill = ""
    /// GEN1-07: shown on every later case and at intake.
    var specialNeeds = ""
    /// GEN1-01
    var preferences = ""
    var address = ""
    var source = ""
    /// The member of staff whose customer this is; an id.
    var owner = ""
    var products = ""
    var environment = ""
    var note = ""

    init(kind: Customer.Kind, name: String) {
        self.kind = kind.rawValue
        self.name = name
    }

    /// In the order of the file card F-02. The raw values are the columns.
    enum Field: String, CaseIterable, Sendable {
        case kind, name, salutation
        case memberNumber = "member_number"
        case specialNeeds = "special_needs"
        case preferences, language
        case contactWindow = "contact_window"
        case computerSkill = "computer_skill"
        case address, grade
        case contractNumber = "contract_number"
        case contractUntil = "contract_until"
        case products, environment, source
        case owner = "owner_id"
        case note

        /// Characters a value may have.
        var longest: Int {
            switch self {
            case .kind, .salutation, .grade, .contractUntil, .computerSkill: 20
            case .memberNumber, .contractNumber, .language: 40
            case .contactWindow, .source, .owner: 64
            case .name: 100
            case .address, .products: 200
            case .specialNeeds, .preferences, .environment: 400
            case .note: 1000
            }
        }

        fileprivate var path: WritableKeyPath<CustomerFacts, String> {
            switch self {
            case .kind: \.kind
            case .name: \.name
            case .salutation: \.salutation
            case .memberNumber: \.memberNumber
            case .specialNeeds: \.specialNeeds
            case .preferences: \.preferences
            case .language: \.language
            case .contactWindow: \.contactWindow
            case .computerSkill: \.computerSkill
            case .address: \.address
            case .grade: \.grade
            case .contractNumber: \.contractNumber
            case .contractUntil: \.contractUntil
            case .products: \.products
            case .environment: \.environment
            case .source: \.source
            case .owner: \.owner
            case .note: \.note
            }
        }
    }

    subscript(_ field: Field) -> String {
        get { self[keyPath: field.path] }
        set { self[keyPath: field.path] = newValue }
    }

    /// The fields in which the two differ.
    func differences(from other: CustomerFacts) -> [Field] { Field.allCases.filter { self[$0] != other[$0] } }

    /// What people type into a field that must not stay empty.
    static func saysNothing(_ text: String) -> Bool { ["", "无", "没有", "暂无", "none", "-"].contains(text) }
}
